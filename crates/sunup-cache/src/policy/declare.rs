//! What a response that says nothing is made to say.

use super::{PatternPolicy, SetBy};
use http::{HeaderMap, StatusCode};

/// Gives a response without a policy of its own the one of its route's pattern, and without one
/// `private, no-store`. Returns who set the policy; `None` when nobody did.
///
/// A response with `Set-Cookie`, and one of a failure, gets no pattern's policy, as a cache in
/// front of this one would store it.
pub fn declare(
    _status: StatusCode,
    _response: &mut HeaderMap,
    _pattern: Option<&PatternPolicy>,
) -> Option<SetBy> {
    unimplemented!("skeleton")
}

/// Makes a response that was rendered for one visitor say so: `private, no-store`, and no field
/// that targets other caches.
pub fn withhold(_response: &mut HeaderMap) {
    unimplemented!("skeleton")
}
