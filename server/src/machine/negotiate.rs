//! [`NegotiateLayer`]: leads those who prefer Markdown to it.

use super::markdown::{ARTICLE, address, is_preferred};
use axum::{
    extract::Request,
    http::{HeaderValue, header, request::Parts},
    response::Response,
};
use futures::{
    FutureExt,
    future::{Either, Map},
};
use std::{
    convert::Infallible,
    task::{Context, Poll},
};
use sunup_server::{exchange::Exchange, route::RouteLabel};
use tower::{Layer, Service};

/// Turns requests for the page of an article into such for its Markdown, for clients that prefer
/// it, and says on both answers that `Accept` decided.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NegotiateLayer;

impl<S> Layer<S> for NegotiateLayer {
    type Service = Negotiate<S>;

    fn layer(&self, inner: S) -> Self::Service {
        Negotiate { inner }
    }
}

/// The service made by [`NegotiateLayer`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct Negotiate<S> {
    inner: S,
}

type Marked = fn(Result<Response, Infallible>) -> Result<Response, Infallible>;

impl<S> Service<Request> for Negotiate<S>
where
    S: Service<Request, Response = Response, Error = Infallible>,
{
    type Response = Response;
    type Error = Infallible;
    type Future = Either<S::Future, Map<S::Future, Marked>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, mut request: Request) -> Self::Future {
        let label = Exchange::of(request.extensions()).and_then(Exchange::route);
        let (method, uri, headers) = (request.method(), request.uri(), request.headers());
        if label != Some(RouteLabel(ARTICLE)) || !is_preferred(method, uri, headers) {
            return Either::Left(self.inner.call(request));
        }
        if let Some(markdown) = address(request.uri()) {
            *request.uri_mut() = markdown;
        }
        let marked: Marked = |answer| answer.map(marked);
        Either::Right(self.inner.call(request).map(marked))
    }
}

/// Whether this layer would lead a request elsewhere.
pub(crate) fn is_led_away(parts: &Parts, label: Option<RouteLabel>) -> bool {
    label == Some(RouteLabel(ARTICLE)) && is_preferred(&parts.method, &parts.uri, &parts.headers)
}

/// The address with the ending is Markdown for everybody; this one is not. (The page says so of
/// itself, which the cache keeps, in `markdown::by_name`.)
pub(super) fn marked(mut response: Response) -> Response {
    let accept = HeaderValue::from_static("accept");
    response.headers_mut().append(header::VARY, accept);
    response
}
