//! The layer that begins and ends an [`Exchange`].

use std::{
    convert::Infallible,
    fmt,
    net::SocketAddr,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
    task::{Context, Poll},
    time::Instant,
};

use axum::{extract::ConnectInfo, response::Response};
use http::{Request, request::Parts};
use tower::{Layer, Service};

use super::{
    Exchange, ExchangeFuture,
    ending::{Ending, answered},
};
use crate::{
    access_log::Line,
    metrics::Series,
    request_id::{HEADER, RequestId},
    route::{Route, RouteLabel, Routes},
};

/// Finds the answer to a request, by its route, where it is there already.
type Ready = dyn Fn(&Parts, Option<RouteLabel>) -> Option<Response> + Send + Sync;

/// Gives every request an [`Exchange`] and every answer its `x-request-id`; logs and counts both.
#[derive(Clone, Default)]
pub struct ExchangeLayer {
    routes: Routes,
    series: Series,
    ready: Option<Arc<Ready>>,
}

impl ExchangeLayer {
    /// Names the routes of requests by these patterns. Where they have none, the pattern counts
    /// that the router found (seen only inside `Router::layer`).
    pub fn new(routes: Routes) -> Self {
        Self {
            routes,
            series: Series::default(),
            ready: None,
        }
    }

    /// Asks `ready` first. An answer that is there already, as a page in a cache is, leaves
    /// without passing any other layer: it has to be the answer that they would let through. After
    /// a panic in it the request goes the other way.
    #[must_use]
    pub fn ready(
        mut self,
        ready: impl Fn(&Parts, Option<RouteLabel>) -> Option<Response> + Send + Sync + 'static,
    ) -> Self {
        self.ready = Some(Arc::new(ready));
        self
    }
}

impl<S> Layer<S> for ExchangeLayer {
    type Service = ExchangeService<S>;

    fn layer(&self, inner: S) -> Self::Service {
        ExchangeService {
            inner,
            layer: self.clone(),
            peer: None,
        }
    }
}

/// The service made by [`ExchangeLayer`].
#[derive(Clone, Debug)]
pub struct ExchangeService<S> {
    inner: S,
    layer: ExchangeLayer,
    peer: Option<SocketAddr>,
}

impl<S> ExchangeService<S> {
    /// For the connection of this client, whose address handlers find as
    /// `ConnectInfo<SocketAddr>`.
    #[must_use]
    pub fn of_peer(mut self, peer: SocketAddr) -> Self {
        self.peer = Some(peer);
        self
    }
}

impl<S, B> Service<Request<B>> for ExchangeService<S>
where
    S: Service<Request<B>, Response = Response, Error = Infallible>,
{
    type Response = Response;
    type Error = Infallible;
    type Future = ExchangeFuture<S::Future>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        let start = Instant::now();
        let (mut parts, body) = request.into_parts();
        let sent = parts.headers.get(&HEADER).and_then(RequestId::accept);
        let id = sent.unwrap_or_else(RequestId::unique);
        let label = self.layer.routes.of(parts.uri.path()).map(RouteLabel);
        if let Some(response) = self.layer.at_once(&parts, &id, label, start) {
            return ExchangeFuture::ready(response);
        }
        let route = Route::of(label, &parts.extensions);
        let series = self.layer.series.clone();
        let ending = Ending::of(start, &parts, id.clone(), route, series);
        parts.extensions.insert(Exchange::new(id, label));
        if let Some(peer) = self.peer {
            parts.extensions.insert(ConnectInfo(peer));
        }
        let request = Request::from_parts(parts, body);
        ExchangeFuture::waiting(self.inner.call(request), ending)
    }
}

impl ExchangeLayer {
    /// The answer that is there already, told of.
    fn at_once(
        &self,
        parts: &Parts,
        id: &RequestId,
        label: Option<RouteLabel>,
        start: Instant,
    ) -> Option<Response> {
        let ready = self.ready.as_ref()?;
        let response = catch_unwind(AssertUnwindSafe(|| ready(parts, label)));
        let mut response = response.ok()??;
        let line = Line {
            id,
            method: &parts.method,
            path: parts.uri.path(),
        };
        let route = label.map_or("unmatched", |label| label.0);
        answered(&line, start, route, &self.series, &mut response);
        Some(response)
    }
}

impl fmt::Debug for ExchangeLayer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ExchangeLayer").finish_non_exhaustive()
    }
}
