//! A limit for the bodies that clients send.
//!
//! A body that says its length is refused before it is read; one that does not (chunked) is cut
//! off at the limit, and whatever the handler made of the torn body is replaced by the 413.
//!
//! ```
//! use axum::{Router, routing::post};
//! use sunup_server::{config::ByteSize, error_page::ErrorPages, limits::BodyLimitLayer};
//!
//! let app: Router = Router::new()
//!     .route("/", post(|body: String| async move { body }))
//!     .layer(BodyLimitLayer::new(ByteSize::mib(1), ErrorPages::plain()));
//! ```

use std::{
    convert::Infallible,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll, ready},
};

use axum::{body::Body, extract::DefaultBodyLimit, response::Response};
use bytes::Bytes;
use futures::{FutureExt, TryFutureExt, future::BoxFuture};
use http::{Request, StatusCode, header};
use http_body_util::{LengthLimitError, Limited};
use hyper::body::{Body as _, Frame, SizeHint};
use tower::{Layer, Service};

use crate::{
    config::{ByteSize, ConfigError, Reader},
    error_page::{Client, ErrorPages},
};

/// Settings of the limits.
#[derive(Clone, Debug)]
pub struct Config {
    /// `limits.body`, `SUNUP_LIMITS_BODY`, default `1MiB`: the longest request body that is read;
    /// a longer one is answered with 413.
    pub body: ByteSize,
}

impl Config {
    /// Reads the settings.
    ///
    /// # Errors
    /// When a value is not usable.
    pub fn read(reader: &mut Reader) -> Result<Self, ConfigError> {
        Ok(Self {
            body: reader.value("limits.body", "SUNUP_LIMITS_BODY", ByteSize::mib(1))?,
        })
    }
}

/// Answers 413 to bodies above the limit.
#[derive(Clone, Debug)]
pub struct BodyLimitLayer {
    limit: ByteSize,
    pages: ErrorPages,
}

impl BodyLimitLayer {
    /// Refuses bodies above `limit` with these pages.
    pub fn new(limit: ByteSize, pages: ErrorPages) -> Self {
        Self { limit, pages }
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
        let layer = self.layer.clone();
        if declared_length(&request).is_some_and(|length| length > layer.limit.as_u64()) {
            return async move { Ok(layer.refuse(client)) }.boxed();
        }
        let exceeded = Arc::new(AtomicBool::new(false));
        let limit = usize::try_from(layer.limit.as_u64()).unwrap_or(usize::MAX);
        let request = request.map(|body| {
            Body::new(LimitedBody {
                body: Limited::new(body, limit),
                exceeded: exceeded.clone(),
            })
        });
        self.inner
            .call(request)
            .map_ok(move |response| {
                if exceeded.load(Ordering::Relaxed) {
                    layer.refuse(client)
                } else {
                    response
                }
            })
            .boxed()
    }
}

impl BodyLimitLayer {
    fn refuse(&self, client: Client) -> Response {
        let reason = format!("What was sent is larger than {}.", self.limit);
        self.pages
            .respond(client, StatusCode::PAYLOAD_TOO_LARGE, &reason)
    }
}

fn declared_length(request: &Request<Body>) -> Option<u64> {
    let length = request.headers().get(header::CONTENT_LENGTH)?;
    length.to_str().ok()?.parse().ok()
}

/// A body that remembers that it was cut off.
struct LimitedBody {
    body: Limited<Body>,
    exceeded: Arc<AtomicBool>,
}

impl hyper::body::Body for LimitedBody {
    type Data = Bytes;
    type Error = axum::BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::BoxError>>> {
        let frame = ready!(Pin::new(&mut self.body).poll_frame(cx));
        if let Some(Err(error)) = &frame
            && error.is::<LengthLimitError>()
        {
            self.exceeded.store(true, Ordering::Relaxed);
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
