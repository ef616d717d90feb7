//! Headers that only Sunup's own parts may set.

use http::HeaderMap;

/// Removes them from a request that came from outside.
pub fn strip_internal(_request: &mut HeaderMap) {
    unimplemented!("skeleton")
}
