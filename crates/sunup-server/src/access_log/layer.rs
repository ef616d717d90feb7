//! The layer that writes the lines.

use std::{
    convert::Infallible,
    future::Future,
    pin::Pin,
    task::{Context, Poll, ready},
};

use axum::response::Response;
use http::Request;
use pin_project_lite::pin_project;
use tower::{Layer, Service};

use super::line::{Line, cache_status};
use crate::ending::Ending;

/// Writes one line for each request.
#[derive(Clone, Copy, Debug, Default)]
pub struct AccessLogLayer;

impl AccessLogLayer {
    /// The layer; it has no settings of its own, the log's filter decides what is kept.
    pub fn new() -> Self {
        Self
    }
}

impl<S> Layer<S> for AccessLogLayer {
    type Service = AccessLog<S>;

    fn layer(&self, inner: S) -> Self::Service {
        AccessLog { inner }
    }
}

/// The service made by [`AccessLogLayer`].
#[derive(Clone, Copy, Debug)]
pub struct AccessLog<S> {
    inner: S,
}

pin_project! {
    /// The answer of [`AccessLog`], which writes the line.
    #[derive(Debug)]
    pub struct AccessLogFuture<F> {
        #[pin]
        answer: F,
        ending: Option<Ending<Line>>,
    }
}

impl<S, B> Service<Request<B>> for AccessLog<S>
where
    S: Service<Request<B>, Response = Response, Error = Infallible>,
{
    type Response = Response;
    type Error = Infallible;
    type Future = AccessLogFuture<S::Future>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        let ending = Ending::of(&request, Line::of(&request), |line, end, response| {
            line.write(end, response.and_then(cache_status));
        });
        AccessLogFuture {
            answer: self.inner.call(request),
            ending: Some(ending),
        }
    }
}

impl<F> Future for AccessLogFuture<F>
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
