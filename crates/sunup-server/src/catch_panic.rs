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
use http::{Request, StatusCode, header::RETRY_AFTER};
use pin_project_lite::pin_project;
use tower::{Layer, Service};

use crate::error_page::{Asker, ErrorPages};

/// The sentence on the page of a 500 made by this layer.
const REASON: &str = "Something went wrong on our side. It has been logged.";

/// Answers 500 where the inner service panics.
#[derive(Clone, Debug)]
pub struct CatchPanicLayer {
    pages: ErrorPages,
    sentence: Sentence,
}

/// What an answer says that is a sentence and no page.
type Sentence = fn(&Response) -> Option<&str>;

impl CatchPanicLayer {
    /// Answers with these pages.
    pub fn new(pages: ErrorPages) -> Self {
        Self {
            pages,
            sentence: |_| None,
        }
    }

    /// Says on these pages too what inner services answer in a sentence, which `sentence` finds,
    /// with the status and `Retry-After` of that answer.
    #[must_use]
    pub fn saying(mut self, sentence: fn(&Response) -> Option<&str>) -> Self {
        self.sentence = sentence;
        self
    }
}

impl<S> Layer<S> for CatchPanicLayer {
    type Service = CatchPanic<S>;

    fn layer(&self, inner: S) -> Self::Service {
        CatchPanic {
            inner,
            layer: self.clone(),
        }
    }
}

/// The service made by [`CatchPanicLayer`].
#[derive(Clone, Debug)]
pub struct CatchPanic<S> {
    inner: S,
    layer: CatchPanicLayer,
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
        let layer = self.layer.clone();
        // A service may panic before it returns its future as well as while the future runs.
        let answer = catch_unwind(AssertUnwindSafe(|| self.inner.call(request))).ok();
        CatchPanicFuture {
            answer,
            asker,
            layer,
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
        layer: CatchPanicLayer,
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
        let CatchPanicLayer { pages, sentence } = this.layer;
        match polled {
            Some(Poll::Pending) => Poll::Pending,
            Some(Poll::Ready(Ok(answer))) => Poll::Ready(Ok(match sentence(&answer) {
                Some(text) => said(pages, this.asker, &answer, text),
                None => answer,
            })),
            None => {
                let status = StatusCode::INTERNAL_SERVER_ERROR;
                Poll::Ready(Ok(pages.respond(this.asker.client(), status, REASON)))
            }
        }
    }
}

fn said(pages: &ErrorPages, asker: &Asker, answer: &Response, text: &str) -> Response {
    let mut page = pages.respond(asker.client(), answer.status(), text);
    if let Some(soon) = answer.headers().get(RETRY_AFTER) {
        page.headers_mut().insert(RETRY_AFTER, soon.clone());
    }
    page
}
