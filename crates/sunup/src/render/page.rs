//! [`Renderer::page`]: one document.

use super::{
    Renderer,
    document::finished,
    outcome::Outcome,
    slots::Slots,
    task::{self, Job},
};
use crate::PageError;
use axum::{
    body::Body,
    http::{
        HeaderValue, Method, Request, Response, StatusCode,
        header::{ALLOW, CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER},
    },
};

const HTML: HeaderValue = HeaderValue::from_static("text/html; charset=utf-8");
const NO_STORE: HeaderValue = HeaderValue::from_static("no-store");

impl Renderer {
    /// Renders the page at the request's address. Unknown addresses render the site's 404 page.
    ///
    /// A panic gives 500, a page that is not ready at the deadline 503 with `Retry-After` and a
    /// shell that the browser fills by itself. The answer never depends on the connection.
    ///
    /// What the page [stated](crate::page::cache) for caches is in its headers; a page that stated
    /// nothing has none of them, and whoever mounts it has the last word.
    pub async fn page(&self, mut request: Request<Body>) -> Response<Body> {
        if !matches!(*request.method(), Method::GET | Method::HEAD) {
            let mut response = self.error(StatusCode::METHOD_NOT_ALLOWED, "");
            let allowed = HeaderValue::from_static("GET, HEAD");
            response.headers_mut().insert(ALLOW, allowed);
            return response;
        }
        let slots = Slots::of(&mut request);
        let leads = self.leads.as_ref();
        let script = leads.map(|leads| leads.script(request.uri()));
        let job = Job {
            what: "a page",
            path: request.uri().path().to_owned(),
            script: script.clone(),
            deadline: self.config.deadline,
        };
        let stated = slots.cache.clone();
        match task::run((self.render)(request), slots, job).await {
            Outcome::Answered(mut response) => {
                let status = response.status();
                stated.take().write(status, response.headers_mut());
                response
            }
            Outcome::Panicked => {
                let error = PageError::internal();
                self.error(error.status(), error.message())
            }
            Outcome::Late => {
                let shell = match script {
                    Some(script) => finished(&self.shell, &script).into(),
                    None => self.shell.clone(),
                };
                let mut response = document(StatusCode::SERVICE_UNAVAILABLE, shell);
                let seconds = HeaderValue::from(self.config.deadline.as_secs().max(1));
                response.headers_mut().insert(RETRY_AFTER, seconds);
                response
            }
        }
    }

    /// The site's document for an error outside a page. Without a message, the status says all.
    pub fn error(&self, status: StatusCode, message: &str) -> Response<Body> {
        document(status, (self.config.error_document)(status, message))
    }
}

fn document(status: StatusCode, html: impl Into<Body>) -> Response<Body> {
    let mut response = Response::new(html.into());
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HTML);
    response.headers_mut().insert(CACHE_CONTROL, NO_STORE);
    response
}
