//! Counts and times every request.

use std::{
    convert::Infallible,
    future::Future,
    pin::Pin,
    task::{Context, Poll, ready},
};

use axum::response::Response;
use http::{Method, Request};
use pin_project_lite::pin_project;
use tower::{Layer, Service};

use super::series::Series;
use crate::ending::{CLIENT_LEFT, Ending};

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

impl<S, B> Service<Request<B>> for Metrics<S>
where
    S: Service<Request<B>, Response = Response, Error = Infallible>,
{
    type Response = Response;
    type Error = Infallible;
    type Future = MetricsFuture<S::Future>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        let known = (method_label(request.method()), self.series.clone());
        let ending = Ending::of(&request, known, |(method, series), end, _| {
            let handles = series.of(method, end.route, end.status);
            if end.status != CLIENT_LEFT {
                handles.duration.record(end.elapsed);
            }
            handles.total.increment(1);
        });
        MetricsFuture {
            answer: self.inner.call(request),
            ending: Some(ending),
        }
    }
}

pin_project! {
    /// The answer of [`Metrics`], which counts it.
    pub struct MetricsFuture<F> {
        #[pin]
        answer: F,
        ending: Option<Ending<(&'static str, Series)>>,
    }
}

impl<F> Future for MetricsFuture<F>
where
    F: Future<Output = Result<Response, Infallible>>,
{
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        let answer = ready!(this.answer.poll(cx));
        if let (Some(ending), Ok(response)) = (this.ending.take(), &answer) {
            ending.answered(response);
        }
        Poll::Ready(answer)
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
