//! A panic in a handler becomes a 500; the process and the connection live on.
//!
//! It does not log: the panic hook of [`telemetry`](crate::telemetry) has done so, once, with
//! the backtrace that only the hook can see.
//!
//! ```
//! use axum::{Router, routing::get};
//! use sunup_server::{catch_panic::CatchPanicLayer, error_page::ErrorPages};
//!
//! let app: Router = Router::new()
//!     .route("/", get(|| async { "hello" }))
//!     .layer(CatchPanicLayer::new(ErrorPages::plain()));
//! ```

use std::{
    convert::Infallible,
    future::Future,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::Pin,
    task::{Context, Poll},
};

use axum::response::Response;
use http::{Request, StatusCode};
use pin_project_lite::pin_project;
use tower::{Layer, Service};

use crate::error_page::{Asker, ErrorPages};

/// The sentence on the page of a 500 made by this layer.
const REASON: &str = "Something went wrong on our side. It has been logged.";

/// Answers 500 where the inner service panics.
#[derive(Clone, Debug)]
pub struct CatchPanicLayer {
    pages: ErrorPages,
}

impl CatchPanicLayer {
    /// Answers with these pages.
    pub fn new(pages: ErrorPages) -> Self {
        Self { pages }
    }
}

impl<S> Layer<S> for CatchPanicLayer {
    type Service = CatchPanic<S>;

    fn layer(&self, inner: S) -> Self::Service {
        CatchPanic {
            inner,
            pages: self.pages.clone(),
        }
    }
}

/// The service made by [`CatchPanicLayer`].
#[derive(Clone, Debug)]
pub struct CatchPanic<S> {
    inner: S,
    pages: ErrorPages,
}

impl<S, B> Service<Request<B>> for CatchPanic<S>
where
    S: Service<Request<B>, Response = Response, Error = Infallible>,
{
    type Response = Response;
    type Error = Infallible;
    type Future = CatchPanicFuture<S::Future>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        let asker = Asker::of(&request);
        let pages = self.pages.clone();
        // A service may panic before it returns its future as well as while the future runs.
        let answer = catch_unwind(AssertUnwindSafe(|| self.inner.call(request))).ok();
        CatchPanicFuture {
            answer,
            asker,
            pages,
        }
    }
}

pin_project! {
    /// The answer of [`CatchPanic`].
    #[derive(Debug)]
    pub struct CatchPanicFuture<F> {
        // None when there is no future, because the service panicked before it made one.
        #[pin]
        answer: Option<F>,
        asker: Asker,
        pages: ErrorPages,
    }
}

impl<F> Future for CatchPanicFuture<F>
where
    F: Future<Output = Result<Response, Infallible>>,
{
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        let answer = this.answer.as_pin_mut();
        let polled = answer.and_then(|answer| {
            let poll = AssertUnwindSafe(|| answer.poll(cx));
            catch_unwind(poll).ok()
        });
        polled.unwrap_or_else(|| {
            let status = StatusCode::INTERNAL_SERVER_ERROR;
            Poll::Ready(Ok(this.pages.respond(this.asker.client(), status, REASON)))
        })
    }
}
