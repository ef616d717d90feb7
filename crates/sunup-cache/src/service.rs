//! [`CacheService`]: answers from the cache, or lets the service behind it render.

use std::{
    sync::Arc,
    task::{Context, Poll},
};

use bytes::Bytes;
use http::{Request, Response, StatusCode, request::Parts};
use tower::Service;

use crate::{
    body::{Body, BoxError},
    bypass::PassedBy,
    cache::Cache,
    freshness::Freshness,
    future::ResponseFuture,
    key::{Draft, Place},
    own_answer::OwnAnswer,
    request::{Bypass, bypass, strip_internal},
    single_flight::{Asking, refresh, visit},
    site::Site,
    stats::Event,
};

/// A service behind a [`Cache`]. Made by [`CacheLayer`](crate::CacheLayer).
///
/// The service behind it sees two kinds of requests: those that pass the cache by, as they came,
/// and neutral ones (see [`KeyRule::neutral`](crate::key::KeyRule::neutral)), whose answers others
/// may get.
#[derive(Clone, Debug)]
pub struct CacheService<S> {
    cache: Cache,
    inner: S,
}

impl<S> CacheService<S> {
    pub(crate) const fn new(cache: Cache, inner: S) -> Self {
        Self { cache, inner }
    }
}

/// The key of a request that the cache answers, or why it does not.
pub(crate) fn draft(
    site: &Site,
    parts: &Parts,
    place: impl FnOnce() -> Place,
) -> Result<Draft, Bypass> {
    if let Some(reason) = bypass(parts, |parts| (site.session)(parts)) {
        return Err(reason);
    }
    let draft = site.key.draft_at(place(), parts)?;
    match draft.route().is_bypassed() {
        true => Err(Bypass::Route),
        false => Ok(draft),
    }
}

impl<S, B, R> Service<Request<B>> for CacheService<S>
where
    S: Service<Request<B>, Response = Response<R>> + Clone + Send + 'static,
    S::Future: Send + 'static,
    S::Error: Into<BoxError> + 'static,
    B: Default + Send + 'static,
    R: http_body::Body<Data = Bytes> + Send + 'static,
    R::Error: Into<BoxError>,
{
    type Response = Response<Body>;
    type Error = S::Error;
    type Future = ResponseFuture<S::Future>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        let (mut parts, body) = request.into_parts();
        let shared = &self.cache.shared;
        if let Err(error) = shared.site.hosts.check(&parts) {
            shared.count(Event::Refused);
            return ResponseFuture::ready(refused(error.status(), error.to_string()));
        }
        strip_internal(&mut parts.headers);
        if !shared.settings.on {
            shared.stats.bypassed(Bypass::Off);
            let passed_by = PassedBy::off(shared, &parts);
            let request = Request::from_parts(parts, body);
            return ResponseFuture::passed_by(self.inner.call(request), passed_by);
        }
        let site = &shared.site;
        let draft = match draft(site, &parts, || site.key.place(&parts)) {
            Ok(draft) => draft,
            Err(reason) => {
                shared.stats.bypassed(reason);
                let passed_by = PassedBy::new(shared, &parts, reason);
                let request = Request::from_parts(parts, body);
                return ResponseFuture::passed_by(self.inner.call(request), passed_by);
            }
        };
        let now = shared.clock.now();
        let found = shared.usable(draft.text(), &parts.headers, now);
        if let Some((entry, freshness @ Freshness::Fresh { .. })) = &found {
            let hit = shared.hit(entry, *freshness, &parts, now);
            return ResponseFuture::ready(hit);
        }
        let asking = Asking {
            shared: Arc::clone(shared),
            asked: draft.asked(),
            parts,
        };
        match found {
            Some((entry, freshness @ Freshness::Grace { .. })) => {
                refresh(&asking, &entry, &self.inner);
                ResponseFuture::ready(shared.hit(&entry, freshness, &asking.parts, now))
            }
            _ => ResponseFuture::waiting(visit(asking, self.inner.clone())),
        }
    }
}

fn refused(status: StatusCode, sentence: String) -> Response<Body> {
    let mut response = Response::new(Body::whole(format!("{sentence}\n").into()));
    *response.status_mut() = status;
    response.extensions_mut().insert(OwnAnswer::new(&sentence));
    let headers = response.headers_mut();
    let plain = http::HeaderValue::from_static("text/plain; charset=utf-8");
    headers.insert(http::header::CONTENT_TYPE, plain);
    let private = http::HeaderValue::from_static("no-store");
    headers.insert(http::header::CACHE_CONTROL, private);
    response
}
