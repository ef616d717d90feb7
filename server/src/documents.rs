//! [`DocumentsLayer`]: documents that the cache does not keep have its policy as well.

use axum::{
    body::{Body, HttpBody as _, to_bytes},
    extract::Request,
    http::{
        HeaderMap, StatusCode,
        header::{
            CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE,
        },
    },
    response::{IntoResponse, Response},
};
use futures::future::BoxFuture;
use pin_project_lite::pin_project;
use std::{
    convert::Infallible,
    future::Future,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
};
use sunup_cache::document::{Csp, finish};
use sunup_server::route::RouteLabel;
use tower::{Layer, Service};

/// Larger documents than this many bytes are let through as they come.
const LARGEST: u64 = 16 << 20;

/// Gives each document that has no policy of its own the site's, in which its scripts are named:
/// the pages of visitors with credentials, and those of errors. What the cache keeps has its
/// policy already, and passes.
///
/// Left alone are files, which are as they were written, and streams, whose end is not known when
/// their fields are sent.
#[derive(Clone, Debug)]
pub(crate) struct DocumentsLayer {
    policy: Arc<Csp>,
}

impl DocumentsLayer {
    /// The layer of this policy.
    pub(crate) fn new(policy: Csp) -> Self {
        Self {
            policy: Arc::new(policy),
        }
    }
}

impl<S> Layer<S> for DocumentsLayer {
    type Service = Documents<S>;

    fn layer(&self, inner: S) -> Self::Service {
        Documents {
            inner,
            policy: Arc::clone(&self.policy),
        }
    }
}

/// The service made by [`DocumentsLayer`].
#[derive(Clone, Debug)]
pub(crate) struct Documents<S> {
    inner: S,
    policy: Arc<Csp>,
}

pin_project! {
    /// The answer of [`Documents`].
    pub(crate) struct Answer<F> {
        #[pin]
        answer: F,
        policy: Arc<Csp>,
        finishing: Option<BoxFuture<'static, Response>>,
    }
}

impl<S> Service<Request> for Documents<S>
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
            answer: self.inner.call(request),
            policy: Arc::clone(&self.policy),
            finishing: None,
        }
    }
}

impl<F: Future<Output = Result<Response, Infallible>>> Future for Answer<F> {
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        if this.finishing.is_none() {
            let Ok(response) = ready!(this.answer.poll(cx));
            if !lacks_policy(&response) {
                return Poll::Ready(Ok(response));
            }
            let finishing = with_policy(response, Arc::clone(this.policy));
            *this.finishing = Some(Box::pin(finishing));
        }
        match this.finishing {
            Some(finishing) => finishing.as_mut().poll(cx).map(Ok),
            None => Poll::Pending,
        }
    }
}

fn lacks_policy(response: &Response) -> bool {
    let headers = response.headers();
    // The order is that of hits: they have a policy, or are no document.
    !headers.contains_key(CONTENT_SECURITY_POLICY)
        && is_document(headers)
        && !headers.contains_key(CONTENT_ENCODING)
        && !is_file(response)
        && response
            .body()
            .size_hint()
            .exact()
            .is_some_and(|length| (1..=LARGEST).contains(&length))
}

/// A file of the site, and not the page that says that there is none.
fn is_file(response: &Response) -> bool {
    let label = response.extensions().get::<RouteLabel>();
    label == Some(&RouteLabel("assets")) && response.status().is_success()
}

fn is_document(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE);
    kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
}

async fn with_policy(response: Response, policy: Arc<Csp>) -> Response {
    let (mut parts, body) = response.into_parts();
    // It has an exact length, so that it ends there or breaks.
    let body = match to_bytes(body, usize::MAX).await {
        Ok(body) => body,
        Err(error) => {
            tracing::error!(%error, "a document broke off");
            return broken();
        }
    };
    let length = body.len();
    // It stands in front of the layer that catches panics: the pages of that one are documents.
    let finish = AssertUnwindSafe(|| finish(&mut parts.headers, body, Some(&policy)));
    let Ok(body) = catch_unwind(finish) else {
        return broken();
    };
    if body.len() != length {
        // Nonces were taken out.
        parts.headers.remove(CONTENT_LENGTH);
    }
    Response::from_parts(parts, Body::from(body))
}

fn broken() -> Response {
    let private = [(CACHE_CONTROL, "no-store")];
    (StatusCode::INTERNAL_SERVER_ERROR, private).into_response()
}
