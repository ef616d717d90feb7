//! [`ResponseFuture`]: ready for a hit, and the service's own future for what passes by; neither
//! allocates.

use std::{
    fmt,
    future::Future,
    pin::Pin,
    task::{Context, Poll, ready},
};

use bytes::Bytes;
use http::Response;
use pin_project_lite::pin_project;

use crate::{
    body::{Body, BoxError},
    bypass::PassedBy,
};

pin_project! {
    /// The answer of a [`CacheService`](crate::CacheService).
    pub struct ResponseFuture<F> {
        #[pin]
        state: State<F>,
    }
}

pin_project! {
    #[project = Projected]
    enum State<F> {
        Ready { response: Option<Response<Body>> },
        PassedBy { #[pin] future: F, passed_by: Option<PassedBy> },
        Waiting { future: Pin<Box<dyn Future<Output = Response<Body>> + Send>> },
    }
}

impl<F> ResponseFuture<F> {
    pub(crate) const fn ready(response: Response<Body>) -> Self {
        let response = Some(response);
        Self {
            state: State::Ready { response },
        }
    }

    pub(crate) const fn passed_by(future: F, passed_by: PassedBy) -> Self {
        let passed_by = Some(passed_by);
        Self {
            state: State::PassedBy { future, passed_by },
        }
    }

    pub(crate) fn waiting(future: impl Future<Output = Response<Body>> + Send + 'static) -> Self {
        let future = Box::pin(future);
        Self {
            state: State::Waiting { future },
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

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let mut state = self.project().state;
        loop {
            let (response, purge) = match state.as_mut().project() {
                Projected::Ready { response } => {
                    return match response.take() {
                        Some(response) => Poll::Ready(Ok(response)),
                        // Polled after it was ready, which the contract of futures forbids.
                        None => Poll::Pending,
                    };
                }
                Projected::Waiting { future } => return future.as_mut().poll(cx).map(Ok),
                Projected::PassedBy { future, passed_by } => {
                    let response = ready!(future.poll(cx))?.map(Body::stream);
                    match passed_by.take() {
                        Some(passed_by) => passed_by.finish(response),
                        None => (response, None),
                    }
                }
            };
            let Some(purge) = purge else {
                return Poll::Ready(Ok(response));
            };
            let future = Box::pin(async move {
                // One that panicked has ended as well.
                let _ = purge.await;
                response
            });
            state.set(State::Waiting { future });
        }
    }
}

impl<F> fmt::Debug for ResponseFuture<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResponseFuture").finish_non_exhaustive()
    }
}
