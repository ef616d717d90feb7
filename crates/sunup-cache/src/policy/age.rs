//! How old a response is when it arrives (RFC 9111, section 4.2.3).

use http::HeaderMap;
use std::time::{Duration, SystemTime};

/// The corrected initial age: what `Age` and `Date` of the response say, and how long it took.
///
/// `asked` and `answered` are the times of the request and of the response.
pub fn initial_age(_response: &HeaderMap, _asked: SystemTime, _answered: SystemTime) -> Duration {
    unimplemented!("skeleton")
}
