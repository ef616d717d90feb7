//! [`CacheStatus`]: what the cache did, in `Cache-Status` (RFC 9211).

use http::HeaderValue;

/// Why a request went on to a render (RFC 9211, section 2.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forward {
    /// The cache was not to be asked.
    Bypass,
    /// A method that changes things.
    Method,
    /// Nothing is stored for the address.
    UriMiss,
    /// Something is stored for the address, but not for these request headers.
    VaryMiss,
    /// Nothing was found, whichever of the two.
    Miss,
    /// The request itself asks for it.
    Request,
    /// What is stored is stale.
    Stale,
}

/// What the cache did with one request.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct CacheStatus {
    hit: bool,
    forward: Option<Forward>,
    forward_status: Option<u16>,
    ttl: Option<i64>,
    stored: bool,
    collapsed: bool,
    key: Option<Box<str>>,
    detail: Option<&'static str>,
}

impl CacheStatus {
    /// Answered from the cache. `ttl` is the time it is fresh for, in seconds; below zero it has
    /// been stale for so long.
    pub fn hit(ttl: i64) -> Self {
        Self {
            hit: true,
            ttl: Some(ttl),
            ..Self::default()
        }
    }

    /// Answered by a render.
    pub fn forward(reason: Forward) -> Self {
        Self {
            forward: Some(reason),
            ..Self::default()
        }
    }

    /// The response was stored.
    #[must_use]
    pub fn stored(mut self) -> Self {
        self.stored = true;
        self
    }

    /// The render was another request's.
    #[must_use]
    pub fn collapsed(mut self) -> Self {
        self.collapsed = true;
        self
    }

    /// Time the response is fresh for, in seconds.
    #[must_use]
    pub fn ttl(mut self, ttl: i64) -> Self {
        self.ttl = Some(ttl);
        self
    }

    /// The status of the render, where it is not that of the answer.
    #[must_use]
    pub fn forward_status(mut self, status: u16) -> Self {
        self.forward_status = Some(status);
        self
    }

    /// The key, for those who may see it.
    #[must_use]
    pub fn key(mut self, key: &str) -> Self {
        self.key = Some(key.into());
        self
    }

    /// A word of this cache's own: the store that answered, or why nothing was stored.
    #[must_use]
    pub fn detail(mut self, detail: &'static str) -> Self {
        self.detail = Some(detail);
        self
    }

    /// The value of `Cache-Status`. It is appended to those of caches behind this one.
    pub fn value(&self) -> HeaderValue {
        unimplemented!("skeleton")
    }
}
