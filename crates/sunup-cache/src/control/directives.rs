//! [`Directives`]: the words of `Cache-Control`.

use http::HeaderMap;
use std::time::Duration;

/// The directives of a response or a request that this cache knows (RFC 9111, section 5.2).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Directives {
    /// `public`.
    pub public: bool,
    /// `private`, also with field names.
    pub private: bool,
    /// `no-store`.
    pub no_store: bool,
    /// `no-cache`, also with field names.
    pub no_cache: bool,
    /// `must-revalidate`.
    pub must_revalidate: bool,
    /// `proxy-revalidate`.
    pub proxy_revalidate: bool,
    /// `only-if-cached`, of a request.
    pub only_if_cached: bool,
    /// `max-age`.
    pub max_age: Option<Duration>,
    /// `s-maxage`.
    pub s_maxage: Option<Duration>,
    /// `stale-while-revalidate` (RFC 5861, section 3).
    pub stale_while_revalidate: Option<Duration>,
    /// `stale-if-error` (RFC 5861, section 4).
    pub stale_if_error: Option<Duration>,
}

impl Directives {
    /// Of all `Cache-Control` lines together; `None` when there is none.
    pub fn of(_headers: &HeaderMap) -> Option<Self> {
        unimplemented!("skeleton")
    }
}
