//! [`PassedBy`]: what is done to the answer of a request that passed the cache by.

use std::sync::Arc;

use http::{HeaderValue, Method, Response, request::Parts};
use tokio::task::JoinHandle;

use crate::{
    body::Body,
    cache::Shared,
    key::RouteRule,
    policy::{declare, withhold},
    purge::Selector,
    request::{Bypass, bypass},
    status::CACHE_STATUS,
    warm::Waits,
};

/// A purge under way.
pub(crate) type Purge = JoinHandle<()>;

/// A request that passed the cache by.
pub(crate) struct PassedBy {
    shared: Arc<Shared>,
    status: HeaderValue,
    says: Says,
    /// The path that a method that changes things was sent to.
    changes: Option<Arc<str>>,
    /// Its visitor waits, and nothing is rendered ahead meanwhile.
    _waits: Waits,
}

/// What the answer has to say to other caches.
enum Says {
    /// That it is one visitor's.
    Private,
    /// What it says, and without that the policy of its route's pattern, or that it is private.
    Declared(Option<Arc<RouteRule>>),
    /// What it says.
    Own,
}

impl PassedBy {
    pub(crate) fn new(shared: &Arc<Shared>, parts: &Parts, reason: Bypass) -> Self {
        let path = match is_safe(&parts.method) {
            true => None,
            false => shared.site.key.key(parts).ok(),
        };
        Self {
            shared: Arc::clone(shared),
            status: reason.status(),
            says: match reason {
                Bypass::Method => Says::Own,
                reason if reason.withholds() => Says::Private,
                _ => Says::Declared(None),
            },
            changes: path.map(|asked| asked.key.path().into()),
            _waits: shared.warming.waits(),
        }
    }

    /// Every request of a cache that is off. Its answer says to other caches what it would say
    /// with the cache on; nothing is stored that a change could invalidate.
    pub(crate) fn off(shared: &Arc<Shared>, parts: &Parts) -> Self {
        let site = &shared.site;
        let says = match bypass(parts, |parts| (site.session)(parts)) {
            None => match site.key.draft(parts) {
                Ok(draft) => {
                    let route = Some(Arc::clone(draft.route()));
                    Says::Declared(route.filter(|route| !route.is_bypassed()))
                }
                Err(_) => Says::Private,
            },
            Some(Bypass::Method) => Says::Own,
            Some(reason) if reason.withholds() => Says::Private,
            Some(_) => Says::Declared(None),
        };
        Self {
            shared: Arc::clone(shared),
            status: Bypass::Off.status(),
            says,
            changes: None,
            _waits: shared.warming.waits(),
        }
    }

    /// Says what the cache did, and keeps other caches from storing what is not for them. Where
    /// there is a purge to wait for, the answer may leave after it only.
    pub(crate) fn finish(self, mut response: Response<Body>) -> (Response<Body>, Option<Purge>) {
        let succeeded = response.status().is_success() || response.status().is_redirection();
        // A change invalidates what is stored for its target (RFC 9111, section 4.4).
        let purge = self.changes.as_deref().filter(|_| succeeded);
        let purge = purge.and_then(|path| self.shared.purge_soon(Selector::path(path)));
        let status = response.status();
        let headers = response.headers_mut();
        match &self.says {
            Says::Private => withhold(headers),
            Says::Declared(route) => {
                let pattern = route.as_ref().and_then(|route| route.pattern_policy());
                let targets = &self.shared.settings.rules.targets;
                self.shared.overruled.see(status, headers, targets, pattern);
                declare(status, headers, targets, pattern);
            }
            Says::Own => {}
        }
        headers.append(CACHE_STATUS, self.status);
        (response, purge)
    }
}

fn is_safe(method: &Method) -> bool {
    matches!(
        *method,
        Method::GET | Method::HEAD | Method::OPTIONS | Method::TRACE
    )
}
