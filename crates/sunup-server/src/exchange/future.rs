//! [`ExchangeFuture`]: tells of the answer when it comes.

use std::{
    convert::Infallible,
    fmt,
    future::Future,
    pin::Pin,
    task::{Context, Poll, ready},
};

use axum::response::Response;
use pin_project_lite::pin_project;

use super::ending::Ending;

pin_project! {
    /// The answer of an [`ExchangeService`](super::ExchangeService).
    pub struct ExchangeFuture<F> {
        #[pin]
        state: State<F>,
    }
}

pin_project! {
    #[project = Projected]
    enum State<F> {
        Ready { response: Option<Response> },
        Waiting { #[pin] answer: F, ending: Option<Ending> },
    }
}

impl<F> ExchangeFuture<F> {
    pub(super) fn ready(response: Response) -> Self {
        let response = Some(response);
        Self {
            state: State::Ready { response },
        }
    }

    pub(super) fn waiting(answer: F, ending: Ending) -> Self {
        let ending = Some(ending);
        Self {
            state: State::Waiting { answer, ending },
        }
    }
}

impl<F> Future for ExchangeFuture<F>
where
    F: Future<Output = Result<Response, Infallible>>,
{
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        match self.project().state.project() {
            Projected::Ready { response } => match response.take() {
                Some(response) => Poll::Ready(Ok(response)),
                // Polled after it was ready, which the contract of futures forbids.
                None => Poll::Pending,
            },
            Projected::Waiting { answer, ending } => {
                let Ok(mut response) = ready!(answer.poll(cx));
                if let Some(ending) = ending.take() {
                    ending.answered(&mut response);
                }
                Poll::Ready(Ok(response))
            }
        }
    }
}

impl<F> fmt::Debug for ExchangeFuture<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ExchangeFuture").finish_non_exhaustive()
    }
}
