//! [`CacheStatus`]: what the cache did with a request, in `Cache-Status` (RFC 9211).
//!
//! Why a page was not cached is in `detail`: a word of [`Bypass::detail`] or of
//! [`Refusal::detail`].
//!
//! ```
//! use sunup_cache::status::{CacheStatus, Forward};
//!
//! let hit = CacheStatus::hit(42).detail("memory");
//! assert_eq!(hit.value(), "sunup; hit; ttl=42; detail=memory");
//! let miss = CacheStatus::forward(Forward::Miss).stored().collapsed();
//! assert_eq!(miss.value(), "sunup; fwd=miss; stored; collapsed");
//! ```
//!
//! [`Bypass::detail`]: crate::request::Bypass::detail
//! [`Refusal::detail`]: crate::policy::Refusal::detail

use http::{HeaderMap, HeaderName, HeaderValue};
use std::fmt::Write;

/// The field.
pub const CACHE_STATUS: HeaderName = HeaderName::from_static("cache-status");

/// The name of this cache in it.
const NAME: &str = "sunup";

/// Why a request went on to a render (RFC 9211, section 2.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forward {
    /// The cache was not to be asked.
    Bypass,
    /// The method's meaning requires it.
    Method,
    /// Nothing that is stored is for the request. Whether another variant of its page is stored
    /// is not told: variants come and go on their own.
    Miss,
    /// What is stored is stale, and the request waited for a render.
    Stale,
}

impl Forward {
    /// The token.
    pub fn token(self) -> &'static str {
        match self {
            Self::Bypass => "bypass",
            Self::Method => "method",
            Self::Miss => "miss",
            Self::Stale => "stale",
        }
    }
}

/// What the cache did with one request. A request either hits or is forwarded (section 2.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CacheStatus {
    forward: Option<Forward>,
    forward_status: Option<u16>,
    ttl: Option<i64>,
    stored: bool,
    collapsed: bool,
    detail: Option<&'static str>,
}

impl CacheStatus {
    /// Answered from the cache. `ttl` is the time it is fresh for, in seconds; below zero it has
    /// been stale for so long.
    pub fn hit(ttl: i64) -> Self {
        Self::new(None, Some(ttl))
    }

    /// Answered by a render.
    pub fn forward(reason: Forward) -> Self {
        Self::new(Some(reason), None)
    }

    fn new(forward: Option<Forward>, ttl: Option<i64>) -> Self {
        Self {
            forward,
            forward_status: None,
            ttl,
            stored: false,
            collapsed: false,
            detail: None,
        }
    }

    /// The response was stored (section 2.5).
    #[must_use]
    pub fn stored(mut self) -> Self {
        self.stored = true;
        self
    }

    /// The render was another request's (section 2.6).
    #[must_use]
    pub fn collapsed(mut self) -> Self {
        self.collapsed = true;
        self
    }

    /// Time the response is fresh for, in seconds (section 2.4).
    #[must_use]
    pub fn ttl(mut self, ttl: i64) -> Self {
        self.ttl = Some(ttl);
        self
    }

    /// The status of the render, where it is not that of the answer (section 2.3).
    #[must_use]
    pub fn forward_status(mut self, status: u16) -> Self {
        self.forward_status = Some(status);
        self
    }

    /// A token of this cache's own: the store that answered, or why nothing was stored (section
    /// 2.8).
    #[must_use]
    pub fn detail(mut self, detail: &'static str) -> Self {
        self.detail = Some(detail);
        self
    }

    /// The member of this cache.
    pub fn value(&self) -> HeaderValue {
        let mut text = String::with_capacity(64);
        text.push_str(NAME);
        match self.forward {
            None => text.push_str("; hit"),
            Some(reason) => {
                text.push_str("; fwd=");
                text.push_str(reason.token());
            }
        }
        // Writing to a String cannot fail.
        if let Some(status) = self.forward_status {
            let _ = write!(text, "; fwd-status={status}");
        }
        if let Some(ttl) = self.ttl {
            let _ = write!(text, "; ttl={}", ttl.clamp(-LARGEST, LARGEST));
        }
        if self.stored {
            text.push_str("; stored");
        }
        if self.collapsed {
            text.push_str("; collapsed");
        }
        if let Some(detail) = self.detail {
            text.push_str("; detail=");
            text.push_str(detail);
        }
        // Tokens and numbers are valid in a field.
        HeaderValue::try_from(text).unwrap_or_else(|_| HeaderValue::from_static(NAME))
    }

    /// Writes the member into a response. Members of caches behind this one stay before it, as the
    /// order of a list tells who was nearer to the origin (section 2).
    pub fn write(&self, response: &mut HeaderMap) {
        response.append(CACHE_STATUS, self.value());
    }
}

/// The largest integer of structured fields (RFC 9651, section 3.3.1).
const LARGEST: i64 = 999_999_999_999_999;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_values_are_those_that_operators_know() {
        for (status, value) in [
            (
                CacheStatus::hit(42).detail("memory"),
                "sunup; hit; ttl=42; detail=memory",
            ),
            (CacheStatus::hit(-12), "sunup; hit; ttl=-12"),
            (
                CacheStatus::forward(Forward::Miss).stored().collapsed(),
                "sunup; fwd=miss; stored; collapsed",
            ),
            (
                CacheStatus::forward(Forward::Bypass).detail("session"),
                "sunup; fwd=bypass; detail=session",
            ),
            (
                CacheStatus::forward(Forward::Stale)
                    .forward_status(500)
                    .ttl(60)
                    .stored(),
                "sunup; fwd=stale; fwd-status=500; ttl=60; stored",
            ),
        ] {
            assert_eq!(status.value(), value);
        }
    }

    #[test]
    fn caches_behind_come_first() {
        let mut response = HeaderMap::new();
        response.insert(CACHE_STATUS, HeaderValue::from_static("inner; hit"));
        CacheStatus::hit(1).write(&mut response);
        let members: Vec<_> = response.get_all(CACHE_STATUS).iter().collect();
        assert_eq!(members, ["inner; hit", "sunup; hit; ttl=1"]);
    }
}
