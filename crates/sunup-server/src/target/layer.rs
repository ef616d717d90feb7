//! The layer around [`check`](super::check).

use std::{
    convert::Infallible,
    task::{Context, Poll},
};

use axum::{body::Body, response::Response};
use futures::future::{Either, Ready, ready};
use http::{HeaderValue, Request, StatusCode, Uri, header};
use tower::{Layer, Service};

use super::{TargetError, check, spelled};
use crate::error_page::{Client, ErrorPages};

/// Answers 400, 405 or 414 to targets that no route can mean, and 308 to those that mean another
/// one.
#[derive(Clone, Debug)]
pub struct TargetLayer {
    pages: ErrorPages,
}

impl TargetLayer {
    /// Refuses with these pages.
    pub fn new(pages: ErrorPages) -> Self {
        Self { pages }
    }
}

impl<S> Layer<S> for TargetLayer {
    type Service = Target<S>;

    fn layer(&self, inner: S) -> Self::Service {
        Target {
            inner,
            pages: self.pages.clone(),
        }
    }
}

/// The service made by [`TargetLayer`].
#[derive(Clone, Debug)]
pub struct Target<S> {
    inner: S,
    pages: ErrorPages,
}

impl<S> Service<Request<Body>> for Target<S>
where
    S: Service<Request<Body>, Response = Response, Error = Infallible>,
{
    type Response = Response;
    type Error = Infallible;
    type Future = Either<S::Future, Ready<Result<Response, Infallible>>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        match check(request.method(), request.uri()) {
            Ok(()) => Either::Left(self.inner.call(request)),
            Err(error) => Either::Right(ready(Ok(self.refuse(&request, error)))),
        }
    }
}

impl<S> Target<S> {
    fn refuse(&self, request: &Request<Body>, error: TargetError) -> Response {
        let client = Client::of(request);
        let mut response = self
            .pages
            .respond(client, error.status(), &error.to_string());
        let headers = response.headers_mut();
        match error.status() {
            StatusCode::METHOD_NOT_ALLOWED => {
                // RFC 9110, section 15.5.6: a 405 names the methods of the resource; these targets
                // name no resource, so there are none.
                headers.insert(header::ALLOW, HeaderValue::from_static(""));
            }
            StatusCode::PERMANENT_REDIRECT => {
                // What a target may have, a field may.
                if let Ok(place) = HeaderValue::try_from(place(request.uri())) {
                    headers.insert(header::LOCATION, place);
                }
            }
            _ => {}
        }
        response
    }
}

/// Where a target leads that is spelled otherwise: it begins with one slash, so that it is on this
/// site, and its query is data of the page, which stays as it is.
fn place(target: &Uri) -> String {
    let path = spelled(target.path());
    match target.query() {
        Some(query) => format!("{path}?{query}"),
        None => path.into_owned(),
    }
}
