//! What handlers answer.

use super::Machines;
use app::syndication::SyndicationError;
use axum::{
    body::Body,
    extract::{FromRequestParts, Request, rejection::PathRejection},
    http::{HeaderValue, StatusCode, header, request::Parts},
    middleware::Next,
    response::Response,
};
use std::convert::Infallible;
use sunup::page::stating;
use sunup_server::error_page::Client;

/// Writes what handlers, and what they read, state for caches.
pub(super) async fn for_caches(request: Request, next: Next) -> Response {
    let (mut response, stated) = stating(next.run(request)).await;
    let status = response.status();
    stated.write(status, response.headers_mut());
    response
}

/// An answer of this type. Nobody is to guess another one from its bytes.
pub(super) fn reply(content_type: &'static str, body: impl Into<Body>) -> Response {
    let mut response = Response::new(body.into());
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_TYPE, content_type),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

/// Who asks, for errors in the form they want.
pub(super) struct Asking(Client);

impl Asking {
    /// There is nothing at this address.
    pub(super) fn missing(&self, machines: &Machines) -> Response {
        let reason = "There is nothing at this address.";
        let mut response = machines
            .errors
            .respond(self.0, StatusCode::NOT_FOUND, reason);
        // An answer like others, until what is missing is written.
        response.headers_mut().remove(header::CACHE_CONTROL);
        response
    }

    /// The answer, or the error, which is logged and not told.
    pub(super) fn or_error(
        &self,
        machines: &Machines,
        answer: Result<Response, SyndicationError>,
    ) -> Response {
        answer.unwrap_or_else(|error| {
            tracing::error!(%error, "a text for machines could not be made");
            let reason = "Something broke on our side. Please try again.";
            machines
                .errors
                .respond(self.0, StatusCode::INTERNAL_SERVER_ERROR, reason)
        })
    }

    /// The same for what may not exist.
    pub(super) fn or_missing(
        &self,
        machines: &Machines,
        answer: Result<Option<Response>, SyndicationError>,
    ) -> Response {
        match answer.transpose() {
            Some(answer) => self.or_error(machines, answer),
            None => self.missing(machines),
        }
    }
}

impl<S: Sync> FromRequestParts<S> for Asking {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self(Client::asking(&parts.method, &parts.headers)))
    }
}

/// The one name in an address. Bytes that are no text name nothing.
pub(super) struct Name(pub(super) Option<String>);

impl<S: Send + Sync> FromRequestParts<S> for Name {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let path: Result<axum::extract::Path<String>, PathRejection> =
            axum::extract::Path::from_request_parts(parts, state).await;
        Ok(Self(path.ok().map(|axum::extract::Path(name)| name)))
    }
}

impl Name {
    /// The name without its ending; `None` when it has another one.
    pub(super) fn without(&self, ending: &str) -> Option<&str> {
        self.0.as_deref()?.strip_suffix(ending)
    }
}
