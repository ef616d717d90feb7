//! Headers that only Sunup's own parts may set.

use http::{HeaderMap, HeaderName};

/// What the names of such headers begin with.
const PREFIXES: [&str; 2] = ["sunup-", "x-sunup-"];

/// Removes them from a request that came from outside.
///
/// ```
/// use http::{HeaderMap, HeaderValue};
/// use sunup_cache::request::strip_internal;
///
/// let mut request = HeaderMap::new();
/// request.insert("x-sunup-route", HeaderValue::from_static("/admin"));
/// request.insert("accept", HeaderValue::from_static("*/*"));
/// strip_internal(&mut request);
/// assert_eq!(request.len(), 1);
/// ```
pub fn strip_internal(request: &mut HeaderMap) {
    // Nearly no request has one.
    if !has_internal(request) {
        return;
    }
    let names = request.keys().filter(|name| is_internal(name));
    let names: Vec<HeaderName> = names.cloned().collect();
    for name in names {
        request.remove(name);
    }
}

/// Whether a request has one.
pub(crate) fn has_internal(request: &HeaderMap) -> bool {
    request.keys().any(is_internal)
}

fn is_internal(name: &HeaderName) -> bool {
    let mut prefixes = PREFIXES.iter();
    prefixes.any(|prefix| name.as_str().starts_with(prefix))
}
