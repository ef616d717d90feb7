//! Counts and times every request.

use std::{
    convert::Infallible,
    task::{Context, Poll},
};

use axum::{body::Body, response::Response};
use futures::{FutureExt, TryFutureExt, future::BoxFuture};
use http::{Method, Request};
use tower::{Layer, Service};

use super::{CLIENT_LEFT, series::Series};
use crate::ending::{End, Ending};

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
        let method = method_label(request.method());
        let series = self.series.clone();
        let ending = Ending::of(&request, move |end: End<'_>| {
            let handles = series.of(method, end.route, end.status);
            if end.status != CLIENT_LEFT {
                handles.duration.record(end.elapsed);
            }
            handles.total.increment(1);
        });
        self.inner
            .call(request)
            .map_ok(move |response| {
                ending.answered(&response);
                response
            })
            .boxed()
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
