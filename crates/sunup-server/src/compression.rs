//! Compresses dynamic responses on the fly: zstd, brotli or gzip, as the client likes best.
//!
//! Left alone are bodies below 256 bytes, types that are compressed already, event streams (whose
//! events would wait in the encoder), and responses with a strong `ETag`, which vouches for bytes.
//!
//! ```
//! use axum::{Router, routing::get};
//! use sunup_server::compression::CompressionLayer;
//!
//! let app: Router = Router::new()
//!     .route("/", get(|| async { "hello".repeat(100) }))
//!     .layer(CompressionLayer::new());
//! ```

use std::{
    convert::Infallible,
    future::{Future, ready},
    pin::Pin,
    task::{Context, Poll, ready as when_ready},
};

use axum::{body::Body, response::Response};
use futures::FutureExt;
use http::{
    Extensions, HeaderMap, HeaderValue, Request, StatusCode, Version,
    header::{self, ACCEPT_ENCODING},
};
use pin_project_lite::pin_project;
use tower::{Layer, Service, service_fn};
use tower_http::{
    CompressionLevel,
    compression::{
        self as compress, Predicate,
        predicate::{And, SizeAbove},
    },
};

/// Level 4 of brotli, zstd and gzip alike: within a few per cent of the smallest, at a fraction
/// of a millisecond for a page.
const LEVEL: CompressionLevel = CompressionLevel::Precise(4);

/// Bodies below this many bytes gain nothing.
const SMALLEST: u64 = 256;

type Rule = And<SizeAbove, fn(StatusCode, Version, &HeaderMap, &Extensions) -> bool>;
/// Compresses responses by `Accept-Encoding`.
#[derive(Clone)]
pub struct CompressionLayer {
    encoder: compress::CompressionLayer<Rule>,
}

impl CompressionLayer {
    /// The layer; its levels are fixed.
    pub fn new() -> Self {
        let rule: Rule = SizeAbove::new(SMALLEST).and(worth_compressing);
        Self {
            encoder: compress::CompressionLayer::new()
                .quality(LEVEL)
                .compress_when(rule),
        }
    }
}

impl Default for CompressionLayer {
    fn default() -> Self {
        Self::new()
    }
}

impl std::fmt::Debug for CompressionLayer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CompressionLayer").finish_non_exhaustive()
    }
}

impl<S> Layer<S> for CompressionLayer {
    type Service = Compression<S>;

    fn layer(&self, inner: S) -> Self::Service {
        Compression {
            inner,
            layer: self.clone(),
        }
    }
}

/// The service made by [`CompressionLayer`].
#[derive(Clone, Debug)]
pub struct Compression<S> {
    inner: S,
    layer: CompressionLayer,
}

impl<S, B> Service<Request<B>> for Compression<S>
where
    S: Service<Request<B>, Response = Response, Error = Infallible>,
{
    type Response = Response;
    type Error = Infallible;
    type Future = CompressionFuture<S::Future>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        CompressionFuture {
            accepted: accepted(request.headers()),
            layer: self.layer.clone(),
            answer: self.inner.call(request),
        }
    }
}

pin_project! {
    /// The answer of [`Compression`].
    #[derive(Debug)]
    pub struct CompressionFuture<F> {
        #[pin]
        answer: F,
        accepted: Option<HeaderValue>,
        layer: CompressionLayer,
    }
}

impl<F> Future for CompressionFuture<F>
where
    F: Future<Output = Result<Response, Infallible>>,
{
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        let Ok(response) = when_ready!(this.answer.poll(cx));
        // Most answers are compressed already, by the build or by the page cache: they do not take
        // the way through the encoder.
        Poll::Ready(Ok(match is_worth_it(response.headers()) {
            true => this.layer.compressed(response, this.accepted.take()),
            false => response,
        }))
    }
}

impl CompressionLayer {
    fn compressed(&self, response: Response, accepted: Option<HeaderValue>) -> Response {
        let mut answer = Some(response);
        let answers = service_fn(move |_: Request<()>| {
            ready(Ok::<_, Infallible>(answer.take().unwrap_or_default()))
        });
        let mut request = Request::new(());
        if let Some(accepted) = accepted {
            request.headers_mut().insert(ACCEPT_ENCODING, accepted);
        }
        let answer = self.encoder.layer(answers).call(request);
        // What it waits for is there.
        match answer.now_or_never() {
            Some(Ok(response)) => response.map(Body::new),
            None => Response::default(),
        }
    }
}

/// What the client accepts, on one line.
fn accepted(headers: &HeaderMap) -> Option<HeaderValue> {
    let mut lines = headers.get_all(ACCEPT_ENCODING).iter();
    let first = lines.next()?;
    let Some(second) = lines.next() else {
        return Some(first.clone());
    };
    let all: Vec<&[u8]> = [first, second]
        .into_iter()
        .chain(lines)
        .map(HeaderValue::as_bytes)
        .collect();
    HeaderValue::from_bytes(&all.join(&b", "[..])).ok()
}

fn worth_compressing(_: StatusCode, _: Version, headers: &HeaderMap, _: &Extensions) -> bool {
    is_worth_it(headers)
}

fn is_worth_it(headers: &HeaderMap) -> bool {
    if headers.contains_key(header::CONTENT_ENCODING) {
        return false;
    }
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let strong_etag = text(header::ETAG).is_some_and(|etag| !etag.starts_with("W/"));
    let no_transform =
        text(header::CACHE_CONTROL).is_some_and(|control| control.contains("no-transform"));
    let content_type = text(header::CONTENT_TYPE).unwrap_or_default();
    !strong_etag && !no_transform && is_text(content_type)
}

/// A list of what shrinks rather than of what does not: an unknown type is more often an archive
/// than a text.
pub(crate) fn is_text(content_type: &str) -> bool {
    let essence = content_type.split(';').next().unwrap_or_default().trim();
    match essence {
        "text/event-stream" => false,
        "application/json" | "application/javascript" | "application/xml" | "application/wasm" => {
            true
        }
        "image/svg+xml" => true,
        _ => {
            essence.starts_with("text/")
                || essence.ends_with("+json")
                || essence.ends_with("+xml") && !essence.starts_with("image/")
        }
    }
}
