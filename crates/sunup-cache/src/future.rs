//! [`ResponseFuture`]: ready for a hit, which allocates nothing for it.

use std::{
    fmt,
    future::Future,
    pin::Pin,
    task::{Context, Poll},
};

use bytes::Bytes;
use http::Response;

use crate::{
    body::{Body, BoxError},
    bypass::PassedBy,
};

/// The answer of a [`CacheService`](crate::CacheService).
pub struct ResponseFuture<F> {
    state: State<F>,
}

enum State<F> {
    Ready(Option<Response<Body>>),
    PassedBy(Pin<Box<F>>, PassedBy),
    Waiting(Pin<Box<dyn Future<Output = Response<Body>> + Send>>),
}

impl<F> ResponseFuture<F> {
    pub(crate) const fn ready(response: Response<Body>) -> Self {
        Self {
            state: State::Ready(Some(response)),
        }
    }

    pub(crate) fn passed_by(future: F, passed_by: PassedBy) -> Self {
        Self {
            state: State::PassedBy(Box::pin(future), passed_by),
        }
    }

    pub(crate) fn waiting(future: impl Future<Output = Response<Body>> + Send + 'static) -> Self {
        Self {
            state: State::Waiting(Box::pin(future)),
        }
    }
}

impl<F, R, E> Future for ResponseFuture<F>
where
    F: Future<Output = Result<Response<R>, E>>,
    R: http_body::Body<Data = Bytes> + Send + 'static,
    R::Error: Into<BoxError>,
{
    type Output = Result<Response<Body>, E>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        match &mut self.state {
            State::Ready(response) => match response.take() {
                Some(response) => Poll::Ready(Ok(response)),
                // Polled after it was ready, which the contract of futures forbids.
                None => Poll::Pending,
            },
            State::PassedBy(future, passed_by) => {
                let passed = future.as_mut().poll(cx);
                passed.map_ok(|response| passed_by.finish(response.map(Body::stream)))
            }
            State::Waiting(future) => future.as_mut().poll(cx).map(Ok),
        }
    }
}

impl<F> fmt::Debug for ResponseFuture<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResponseFuture").finish_non_exhaustive()
    }
}
