//! [`Tagged`]: names a body by its bytes, and answers those who have it.

use super::{
    layer::vary,
    precondition::{self, Outcome},
};
use axum::{
    body::{Body, to_bytes},
    response::Response,
};
use futures::{FutureExt, future::BoxFuture};
use http::{HeaderMap, HeaderValue, Method, Request, StatusCode, header};
use sha2::{Digest, Sha256};
use std::{
    convert::Infallible,
    fmt::Write,
    task::{Context, Poll},
};
use tower::Service;

/// The name of a body before it is compressed.
#[derive(Clone, Debug)]
pub(super) struct ContentTag(String);

impl ContentTag {
    fn new(body: &[u8]) -> Self {
        let mut name = String::with_capacity(32);
        for byte in &Sha256::digest(body)[..16] {
            // Writing to a String cannot fail.
            let _ = write!(name, "{byte:02x}");
        }
        Self(name)
    }

    /// The value of `ETag` for the body in this encoding.
    pub(super) fn of(&self, encoding: Option<&str>) -> String {
        match encoding {
            Some(encoding) => format!("\"{}-{encoding}\"", self.0),
            None => format!("\"{}\"", self.0),
        }
    }

    /// What a request's conditions come to, and the tag that decided.
    fn check(&self, headers: &HeaderMap) -> (Outcome, String) {
        let mut outcome = (Outcome::Failed, self.of(None));
        for encoding in [None, Some("br"), Some("gzip"), Some("zstd")] {
            let tag = self.of(encoding);
            match precondition::check(headers, &tag) {
                Outcome::NotModified => return (Outcome::NotModified, tag),
                Outcome::Proceed => outcome.0 = Outcome::Proceed,
                Outcome::Failed => {}
            }
        }
        outcome
    }
}

/// The inner half of the layer.
#[derive(Clone, Debug)]
pub struct Tagged<S> {
    inner: S,
}

impl<S> Tagged<S> {
    pub(super) fn new(inner: S) -> Self {
        Self { inner }
    }
}

impl<S> Service<Request<Body>> for Tagged<S>
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
        if !matches!(*request.method(), Method::GET | Method::HEAD) {
            return self.inner.call(request).boxed();
        }
        let headers = request.headers().clone();
        let answer = self.inner.call(request);
        async move {
            let response = answer.await?;
            let tagged = response.headers().contains_key(header::ETAG);
            if tagged || response.status() != StatusCode::OK {
                return Ok(response);
            }
            Ok(answered(response, &headers).await)
        }
        .boxed()
    }
}

async fn answered(response: Response, request: &HeaderMap) -> Response {
    let (mut parts, body) = response.into_parts();
    let bytes = match to_bytes(body, usize::MAX).await {
        Ok(bytes) => bytes,
        Err(error) => {
            tracing::error!(%error, "the body of an answer broke off");
            let mut response = Response::new(Body::empty());
            *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
            return response;
        }
    };
    let tag = ContentTag::new(&bytes);
    let status = match tag.check(request) {
        (Outcome::Proceed, _) => {
            let length = HeaderValue::from(bytes.len());
            parts.headers.insert(header::CONTENT_LENGTH, length);
            parts.extensions.insert(tag);
            return Response::from_parts(parts, Body::from(bytes));
        }
        (Outcome::NotModified, tag) => {
            if let Ok(tag) = HeaderValue::try_from(tag) {
                parts.headers.insert(header::ETAG, tag);
            }
            vary(&mut parts.headers);
            StatusCode::NOT_MODIFIED
        }
        (Outcome::Failed, _) => StatusCode::PRECONDITION_FAILED,
    };
    parts.headers.remove(header::CONTENT_TYPE);
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.status = status;
    Response::from_parts(parts, Body::empty())
}
