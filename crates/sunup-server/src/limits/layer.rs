//! [`BodyLimitLayer`]: what is answered to bodies beyond the limits.

use std::{
    convert::Infallible,
    task::{Context, Poll},
    time::Duration,
};

use axum::{body::Body, extract::DefaultBodyLimit, response::Response};
use futures::{FutureExt, TryFutureExt, future::BoxFuture};
use http::{HeaderValue, Request, StatusCode, Version, header};
use hyper::body::Body as _;
use tower::{Layer, Service};

use super::{
    Config,
    body::{Reason, Torn, Watched},
};
use crate::{
    config::{ByteSize, Setting as _},
    error_page::{Client, ErrorPages},
};

/// Answers 413 to bodies above the limit, and 408 to those of which nothing more comes.
#[derive(Clone, Debug)]
pub struct BodyLimitLayer {
    limit: ByteSize,
    idle: Duration,
    pages: ErrorPages,
}

impl BodyLimitLayer {
    /// Refuses bodies above `limit`, and those that bring nothing for 30 seconds, with these pages.
    pub fn new(limit: ByteSize, pages: ErrorPages) -> Self {
        Self {
            limit,
            idle: Config::BODY_IDLE,
            pages,
        }
    }

    /// Waits for this long for each part of a body that is being read.
    #[must_use]
    pub fn idle(self, idle: Duration) -> Self {
        Self { idle, ..self }
    }
}

impl<S> Layer<S> for BodyLimitLayer {
    type Service = BodyLimit<<DefaultBodyLimit as Layer<S>>::Service>;

    fn layer(&self, inner: S) -> Self::Service {
        BodyLimit {
            // Axum's extractors have a limit of their own (2 MB); only one may have the say.
            inner: DefaultBodyLimit::disable().layer(inner),
            layer: self.clone(),
        }
    }
}

/// The service made by [`BodyLimitLayer`].
#[derive(Clone, Debug)]
pub struct BodyLimit<S> {
    inner: S,
    layer: BodyLimitLayer,
}

impl<S> Service<Request<Body>> for BodyLimit<S>
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
        if request.body().is_end_stream() {
            return self.inner.call(request).boxed();
        }
        let client = Client::of(&request);
        let version = request.version();
        let layer = self.layer.clone();
        if declared_length(&request).is_some_and(|length| length > layer.limit.as_u64()) {
            return async move { Ok(layer.too_long(client)) }.boxed();
        }
        let reason = Reason::default();
        let limit = usize::try_from(layer.limit.as_u64()).unwrap_or(usize::MAX);
        let request = request.map(|body| Body::new(Watched::new(body, limit, layer.idle, &reason)));
        self.inner
            .call(request)
            .map_ok(move |response| match reason.get() {
                None => response,
                Some(Torn::TooLong) => layer.too_long(client),
                Some(Torn::Silent) => layer.silent(client, version),
            })
            .boxed()
    }
}

impl BodyLimitLayer {
    fn too_long(&self, client: Client) -> Response {
        let reason = format!("What was sent is larger than {}.", self.limit);
        self.pages
            .respond(client, StatusCode::PAYLOAD_TOO_LARGE, &reason)
    }

    fn silent(&self, client: Client, version: Version) -> Response {
        let reason = format!(
            "What was sent has no end: nothing more came for {}.",
            self.idle.show()
        );
        let status = StatusCode::REQUEST_TIMEOUT;
        let mut response = self.pages.respond(client, status, &reason);
        // The connection is where the rest of the body would come (RFC 9110, section 15.5.9);
        // HTTP/2 has streams for that, and no such field.
        if version < Version::HTTP_2 {
            let close = HeaderValue::from_static("close");
            response.headers_mut().insert(header::CONNECTION, close);
        }
        response
    }
}

fn declared_length(request: &Request<Body>) -> Option<u64> {
    let length = request.headers().get(header::CONTENT_LENGTH)?;
    length.to_str().ok()?.parse().ok()
}
