//! Counts and times every request.

use std::{
    convert::Infallible,
    task::{Context, Poll},
    time::Instant,
};

use axum::{body::Body, response::Response};
use futures::{FutureExt, TryFutureExt, future::BoxFuture};
use http::{Method, Request};
use metrics::{Label, SharedString, counter, histogram};
use tower::{Layer, Service};

use super::Route;

pub(super) const TOTAL: &str = "http_requests_total";
pub(super) const DURATION: &str = "http_request_duration_seconds";

/// Records `http_requests_total{method,route,status}` and
/// `http_request_duration_seconds{method,route}`.
#[derive(Clone, Copy, Debug, Default)]
pub struct MetricsLayer;

impl MetricsLayer {
    /// The layer; without [`install`](super::install) it records nothing.
    pub fn new() -> Self {
        Self
    }
}

impl<S> Layer<S> for MetricsLayer {
    type Service = Metrics<S>;

    fn layer(&self, inner: S) -> Self::Service {
        Metrics { inner }
    }
}

/// The service made by [`MetricsLayer`].
#[derive(Clone, Copy, Debug)]
pub struct Metrics<S> {
    inner: S,
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
        let start = Instant::now();
        let method = method_label(request.method());
        let route = Route::of(&request);
        self.inner
            .call(request)
            .map_ok(move |response| {
                record(method, &route, &response, start);
                response
            })
            .boxed()
    }
}

fn record(method: &'static str, route: &Route, response: &Response, start: Instant) {
    let route: SharedString = route.label(response).to_owned().into();
    let mut labels = vec![
        Label::from_static_parts("method", method),
        Label::new("route", route),
    ];
    histogram!(DURATION, labels.clone()).record(start.elapsed());
    let status = response.status().as_str().to_owned();
    labels.push(Label::new("status", status));
    counter!(TOTAL, labels).increment(1);
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
