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
    panic::{AssertUnwindSafe, catch_unwind},
    task::{Context, Poll},
};

use axum::{body::Body, response::Response};
use futures::{FutureExt, future::BoxFuture};
use http::{Request, StatusCode};
use tower::{Layer, Service};

use crate::error_page::{Client, ErrorPages};

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

impl<S> Service<Request<Body>> for CatchPanic<S>
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
        let client = Client::of(&request);
        let pages = self.pages.clone();
        // A service may panic before it returns its future as well as while the future runs.
        let future = catch_unwind(AssertUnwindSafe(|| self.inner.call(request)));
        async move {
            let outcome = match future {
                Ok(future) => AssertUnwindSafe(future).catch_unwind().await,
                Err(panic) => Err(panic),
            };
            outcome.unwrap_or_else(|_| {
                Ok(pages.respond(client, StatusCode::INTERNAL_SERVER_ERROR, REASON))
            })
        }
        .boxed()
    }
}
