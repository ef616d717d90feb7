//! One span per request, one log line when it ends: answered, or left by its client.
//!
//! The span carries request id, method and path; everything logged while the request is handled,
//! panics included, stands in it. Queries are never logged, for they carry what people typed.
//!
//! ```
//! use axum::{Router, routing::get};
//! use sunup_server::trace::TraceLayer;
//!
//! let app: Router = Router::new()
//!     .route("/", get(|| async { "hello" }))
//!     .layer(TraceLayer::new());
//! ```

use std::{
    convert::Infallible,
    task::{Context, Poll},
};

use axum::{body::Body, response::Response};
use futures::{FutureExt, TryFutureExt, future::BoxFuture};
use http::Request;
use tower::{Layer, Service};
use tracing::{Instrument, error, error_span, info};

use crate::{
    ending::{End, Ending},
    metrics::CLIENT_LEFT,
    request_id::RequestId,
};

/// Logs every response: status, route and milliseconds until its headers were ready. A client that
/// leaves before is a line with the status 499.
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

impl<S> Service<Request<Body>> for Trace<S>
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
        // An error span, so that a filter of `error` still says which request failed.
        let span = error_span!(
            "request",
            id = request
                .extensions()
                .get::<RequestId>()
                .map_or("", RequestId::as_str),
            method = request.method().as_str(),
            path = shortened(request.uri().path()),
        );
        let ending = Ending::of(&request, log);
        let response = span.in_scope(|| self.inner.call(request));
        response
            .map_ok(move |response| {
                ending.answered(&response);
                response
            })
            .instrument(span)
            .boxed()
    }
}

/// One line, inside the span of the request.
fn log(end: End<'_>) {
    let End { status, route, .. } = end;
    // A tenth of a millisecond is as fine as anyone reads.
    let latency_ms = (end.elapsed.as_secs_f64() * 10_000.0).round() / 10.0;
    match status {
        CLIENT_LEFT => info!(status, route, latency_ms, "client left"),
        500.. => error!(status, route, latency_ms, "answered"),
        _ => info!(status, route, latency_ms, "answered"),
    }
}

/// The first 256 bytes or so: a log line is no place for a path of kilobytes.
fn shortened(path: &str) -> &str {
    let mut end = path.len().min(256);
    while !path.is_char_boundary(end) {
        end -= 1;
    }
    &path[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_path_is_cut_between_two_characters() {
        assert_eq!(shortened("/about"), "/about");
        let path = format!("/{}", "ü".repeat(300));
        assert_eq!(shortened(&path).len(), 255);
    }
}
