//! [`OwnWords`]: what the cache says itself, on the site's pages.

use axum::{extract::Request, http::header::RETRY_AFTER, response::Response};
use pin_project_lite::pin_project;
use std::{
    convert::Infallible,
    future::Future,
    pin::Pin,
    task::{Context, Poll, ready},
};
use sunup_cache::OwnAnswer;
use sunup_server::error_page::{Asker, ErrorPages};
use tower::Service;

/// Says what the cache says itself, such as that a page takes too long, on the site's pages.
#[derive(Clone, Debug)]
pub(super) struct OwnWords<S> {
    pub(super) inner: S,
    pub(super) errors: ErrorPages,
}

pin_project! {
    /// The answer of [`OwnWords`].
    pub(super) struct Answer<F> {
        #[pin]
        answer: F,
        asker: Asker,
        errors: ErrorPages,
    }
}

impl<S> Service<Request> for OwnWords<S>
where
    S: Service<Request, Response = Response, Error = Infallible>,
{
    type Response = Response;
    type Error = Infallible;
    type Future = Answer<S::Future>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        Answer {
            asker: Asker::of(&request),
            errors: self.errors.clone(),
            answer: self.inner.call(request),
        }
    }
}

impl<F: Future<Output = Result<Response, Infallible>>> Future for Answer<F> {
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        let Ok(answer) = ready!(this.answer.poll(cx));
        let Some(own) = answer.extensions().get::<OwnAnswer>() else {
            return Poll::Ready(Ok(answer));
        };
        let client = this.asker.client();
        let mut page = this.errors.respond(client, answer.status(), own.sentence());
        if let Some(soon) = answer.headers().get(RETRY_AFTER) {
            page.headers_mut().insert(RETRY_AFTER, soon.clone());
        }
        Poll::Ready(Ok(page))
    }
}
