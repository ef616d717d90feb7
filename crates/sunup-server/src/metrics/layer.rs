//! Counts and times every request.

use std::{
    convert::Infallible,
    task::{Context, Poll},
    thread::panicking,
    time::Instant,
};

use axum::{body::Body, response::Response};
use futures::{FutureExt, TryFutureExt, future::BoxFuture};
use http::{Method, Request};
use tower::{Layer, Service};

use super::{CLIENT_LEFT, Route, series::Series};

pub(super) const TOTAL: &str = "http_requests_total";
pub(super) const DURATION: &str = "http_request_duration_seconds";

/// Records `http_requests_total{method,route,status}` and
/// `http_request_duration_seconds{method,route}`. A client that leaves before its answer counts
/// with the status 499 and has no duration.
#[derive(Clone, Default)]
pub struct MetricsLayer {
    series: Series,
}

impl MetricsLayer {
    /// The layer; without [`install`](super::install) it records nothing.
    pub fn new() -> Self {
        Self::default()
    }
}

impl<S> Layer<S> for MetricsLayer {
    type Service = Metrics<S>;

    fn layer(&self, inner: S) -> Self::Service {
        Metrics {
            inner,
            series: self.series.clone(),
        }
    }
}

/// The service made by [`MetricsLayer`].
#[derive(Clone)]
pub struct Metrics<S> {
    inner: S,
    series: Series,
}

impl<S> Service<Request<Body>> for Metrics<S>
where
    S: Service<Request<Body>, Response = Response, Error = Infallible>,
    S::Future: Send + 'static,
{
    type Response = Response;
    type Error = Infallible;
    type Future = BoxFuture<'static, Result<Response, Infallible>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        let waiting = Waiting {
            start: Instant::now(),
            method: method_label(request.method()),
            route: Route::of(&request),
            series: self.series.clone(),
            answered: false,
        };
        self.inner
            .call(request)
            .map_ok(move |response| {
                waiting.answered(&response);
                response
            })
            .boxed()
    }
}

/// A request without an answer. It is dropped so when its client leaves.
struct Waiting {
    start: Instant,
    method: &'static str,
    route: Route,
    series: Series,
    answered: bool,
}

impl Waiting {
    fn answered(mut self, response: &Response) {
        self.answered = true;
        let status = response.status().as_u16();
        let route = self.route.label(response);
        let handles = self.series.of(self.method, route, status);
        handles.duration.record(self.start.elapsed());
        handles.total.increment(1);
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        // A panic drops it too, and is told elsewhere.
        if !self.answered && !panicking() {
            let route = self.route.pattern();
            let handles = self.series.of(self.method, route, CLIENT_LEFT);
            handles.total.increment(1);
        }
    }
}

/// A client may send any word as a method; only the standard ones get a series of their own.
fn method_label(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}
