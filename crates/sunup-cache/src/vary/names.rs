//! [`VaryNames`]: the request headers that a response depends on.

use http::{HeaderMap, HeaderName};
use std::sync::Arc;

/// `Vary: *`: no request is like another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the response varies by anything")]
pub struct VaryAny;

/// Names of request headers, sorted, each once, never `Accept-Encoding`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VaryNames {
    names: Arc<[HeaderName]>,
}

impl VaryNames {
    /// The names that a response states.
    ///
    /// # Errors
    /// When it is `*`.
    pub fn of(_response: &HeaderMap) -> Result<Self, VaryAny> {
        unimplemented!("skeleton")
    }

    /// Only the names that `keep` says. What a render did not see needs no variants.
    #[must_use]
    pub fn only(&self, _keep: impl Fn(&HeaderName) -> bool) -> Self {
        unimplemented!("skeleton")
    }

    /// The names of both: an entry that was stored for fewer is still found by none but those who
    /// asked alike.
    #[must_use]
    pub fn union(&self, _other: &Self) -> Self {
        unimplemented!("skeleton")
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// The names in order.
    pub fn iter(&self) -> impl Iterator<Item = &HeaderName> {
        self.names.iter()
    }
}
