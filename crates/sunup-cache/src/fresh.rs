//! [`Cache::fresh`]: the answer that is there already.

use http::{Response, request::Parts};

use crate::{
    body::Body, cache::Cache, freshness::Freshness, key::Place, request::has_internal,
    service::draft,
};

impl Cache {
    /// What the site's [`KeyRule`](crate::key::KeyRule) says of a request.
    pub fn place(&self, parts: &Parts) -> Place {
        self.shared.site.key.place(parts)
    }

    /// The answer to a request for a page that is kept and fresh, as
    /// [`CacheService`](crate::CacheService) would give it, in its [place](Self::place). `None` says nothing: pass the request
    /// on to the service, which counts it, refuses it or renders.
    ///
    /// For a site whose layers in front of the cache cost more than the answer.
    pub fn fresh(&self, parts: &Parts, place: Place) -> Option<Response<Body>> {
        let shared = &self.shared;
        let is_for_us = shared.settings.on
            && shared.site.hosts.check(parts).is_ok()
            && !has_internal(&parts.headers);
        if !is_for_us {
            return None;
        }
        let draft = draft(&shared.site, parts, || place).ok()?;
        let now = shared.clock.now();
        match shared.usable(draft.text(), &parts.headers, now)? {
            (entry, freshness @ Freshness::Fresh { .. }) => {
                Some(shared.hit(&entry, freshness, parts, now))
            }
            _ => None,
        }
    }
}
