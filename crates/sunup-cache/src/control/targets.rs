//! [`Targets`]: fields that speak to this cache rather than to all (RFC 9213).

use super::Directives;
use http::{HeaderMap, HeaderName};

/// The target list of this cache, in order of preference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Targets {
    fields: Vec<HeaderName>,
}

impl Targets {
    /// A list of its own.
    pub fn new(fields: impl IntoIterator<Item = HeaderName>) -> Self {
        Self {
            fields: fields.into_iter().collect(),
        }
    }

    /// The first field of the list that is valid and not empty, and what it says. Then
    /// `Cache-Control` and `Expires` count for nothing (RFC 9213, section 2.2).
    pub fn select(&self, _headers: &HeaderMap) -> Option<(HeaderName, Directives)> {
        unimplemented!("skeleton over {:?}", self.fields)
    }
}

impl Default for Targets {
    /// `Surrogate-Control`, then `CDN-Cache-Control`.
    fn default() -> Self {
        Self::new([
            HeaderName::from_static("surrogate-control"),
            HeaderName::from_static("cdn-cache-control"),
        ])
    }
}
