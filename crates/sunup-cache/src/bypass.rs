//! [`PassedBy`]: what is done to the answer of a request that passed the cache by.

use std::sync::Arc;

use http::{HeaderValue, Method, Response, request::Parts};

use crate::{
    body::Body,
    cache::Shared,
    entry::CACHE_STATUS,
    policy::{declare, withhold},
    purge::{Selector, Strictness},
    request::Bypass,
    status::{CacheStatus, Forward},
};

/// A request that passed the cache by.
pub(crate) struct PassedBy {
    shared: Arc<Shared>,
    reason: Bypass,
    /// The path that a method that changes things was sent to.
    changes: Option<Arc<str>>,
}

impl PassedBy {
    pub(crate) fn new(shared: &Arc<Shared>, parts: &Parts, reason: Bypass) -> Self {
        let safe = matches!(
            parts.method,
            Method::GET | Method::HEAD | Method::OPTIONS | Method::TRACE
        );
        let path = match safe {
            true => None,
            false => shared.site.key.key(parts).ok(),
        };
        Self {
            shared: Arc::clone(shared),
            reason,
            changes: path.map(|asked| asked.key.path().into()),
        }
    }

    /// Says what the cache did, and keeps other caches from storing what is one visitor's.
    pub(crate) fn finish(&self, mut response: Response<Body>) -> Response<Body> {
        let succeeded = response.status().is_success() || response.status().is_redirection();
        if let Some(path) = &self.changes
            && succeeded
        {
            // A change invalidates what is stored for its target (RFC 9111, section 4.4).
            self.shared
                .purge_memory(&Selector::path(path), Strictness::Strict);
        }
        let status = response.status();
        let headers = response.headers_mut();
        if self.reason.is_personal() {
            withhold(headers);
        } else if self.reason != Bypass::Method {
            declare(status, headers, &self.shared.settings.rules.targets, None);
        }
        headers.append(CACHE_STATUS, self.status());
        response
    }

    fn status(&self) -> HeaderValue {
        let forward = match self.reason {
            Bypass::Method => Forward::Method,
            _ => Forward::Bypass,
        };
        let status = CacheStatus::forward(forward);
        status.detail(self.reason.detail()).value()
    }
}
