//! [`Bypass`]: why a request passes the cache by.

use http::request::Parts;

/// Why a request passes the cache by, both ways: it is not answered from it, and its answer is not
/// stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Bypass {
    /// Neither GET nor HEAD.
    #[error("the method is neither GET nor HEAD")]
    Method,
    /// It has `Authorization`.
    #[error("the request has Authorization")]
    Authorization,
    /// Its session is valid.
    #[error("the visitor has a session")]
    Session,
    /// A GET with a body, which no key can hold.
    #[error("the request has a body")]
    Body,
    /// It asks for another protocol.
    #[error("the request asks for another protocol")]
    Upgrade,
    /// Its target has no key.
    #[error("the target has no key")]
    Target,
    /// Its route is declared as never cached.
    #[error("the route is never cached")]
    Route,
}

impl Bypass {
    /// The word for `detail=` in `Cache-Status`: a token.
    pub fn detail(self) -> &'static str {
        unimplemented!("skeleton")
    }
}

/// Why this request passes the cache by; `None` when the cache answers it. `session` says whether
/// the visitor has a valid one: a cookie that is not valid is an anonymous visitor's.
pub fn bypass(_parts: &Parts, _session: bool) -> Option<Bypass> {
    unimplemented!("skeleton")
}

/// Whether the request wants 504 rather than a render (`only-if-cached`).
pub fn only_if_cached(_parts: &Parts) -> bool {
    unimplemented!("skeleton")
}
