//! One span per request, around whatever renders its answer.
//!
//! The span carries request id, method and path; everything logged meanwhile, panics included,
//! stands in it. How the request ended is told by the [`access_log`](crate::access_log).
//!
//! ```
//! use axum::{Router, routing::get};
//! use sunup_server::trace::TraceLayer;
//!
//! let app: Router = Router::new()
//!     .route("/", get(|| async { "hello" }))
//!     .layer(TraceLayer::new());
//! ```

use std::task::{Context, Poll};

use http::Request;
use tower::{Layer, Service};
use tracing::{Instrument, error_span, instrument::Instrumented};

use crate::{access_log::shortened, exchange::Exchange};

/// Puts a span around each request. A page from a cache in front of it has none: nothing is logged
/// while it is answered.
#[derive(Clone, Copy, Debug, Default)]
pub struct TraceLayer;

impl TraceLayer {
    /// The layer; it has no settings of its own, the log's filter decides what is kept.
    pub fn new() -> Self {
        Self
    }
}

impl<S> Layer<S> for TraceLayer {
    type Service = Trace<S>;

    fn layer(&self, inner: S) -> Self::Service {
        Trace { inner }
    }
}

/// The service made by [`TraceLayer`].
#[derive(Clone, Copy, Debug)]
pub struct Trace<S> {
    inner: S,
}

impl<S, B> Service<Request<B>> for Trace<S>
where
    S: Service<Request<B>>,
{
    type Response = S::Response;
    type Error = S::Error;
    type Future = Instrumented<S::Future>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        // An error span, so that a filter of `error` still says which request failed.
        let span = error_span!(
            "request",
            id = Exchange::of(request.extensions()).map_or("", |exchange| exchange.id().as_str()),
            method = request.method().as_str(),
            path = shortened(request.uri().path()),
        );
        let answer = span.in_scope(|| self.inner.call(request));
        answer.instrument(span)
    }
}
