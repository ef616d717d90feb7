//! [`Renderer::function`]: one answer of a server function.

use super::{
    Renderer,
    outcome::Outcome,
    slots::Slots,
    task::{self, Job},
};
use crate::PageError;
use axum::{
    body::{Body, Bytes, to_bytes},
    http::{
        HeaderValue, Method, Request, Response, StatusCode,
        header::{ACCEPT, ALLOW, CACHE_CONTROL, CONTENT_TYPE, REFERER},
    },
    response::IntoResponse,
};
use leptos::server_fn::{
    ContentType,
    axum::server_fn_paths,
    codec::PostcardEncoding,
    error::{FromServerFnError, SERVER_FN_ERROR_HEADER},
};

/// An error's body is a status and a sentence; anything larger is not one of ours.
const LARGEST_ERROR: usize = 64 * 1024;

impl Renderer {
    /// Answers the server function at the request's address, with the status of its error.
    ///
    /// It never redirects: leptos_axum answers `Accept: text/html` with a redirect to the
    /// `Referer`, which a cache would keep for everybody. Both headers are removed first.
    pub async fn function(&self, mut request: Request<Body>) -> Response<Body> {
        let mut known: Vec<Method> = server_fn_paths()
            .filter(|(path, _)| *path == request.uri().path())
            .map(|(_, method)| method)
            .collect();
        if known.is_empty() {
            return failed(&PageError::not_found("There is no such server function."));
        }
        // RFC 9110, 9.3.2: HEAD is GET without the body, which the router and hyper leave out.
        if known.contains(&Method::GET) {
            known.push(Method::HEAD);
        }
        if !known.contains(request.method()) {
            let mut response = failed(&PageError::new(
                StatusCode::METHOD_NOT_ALLOWED,
                "This server function is called with another method.",
            ));
            let allowed: Vec<&str> = known.iter().map(Method::as_str).collect();
            if let Ok(allowed) = HeaderValue::from_str(&allowed.join(", ")) {
                response.headers_mut().insert(ALLOW, allowed);
            }
            return response;
        }
        if request.method() == Method::HEAD {
            *request.method_mut() = Method::GET;
        }
        request.headers_mut().remove(ACCEPT);
        request.headers_mut().remove(REFERER);
        let slots = Slots::of(&mut request);
        let job = Job {
            what: "a server function",
            path: request.uri().path().to_owned(),
            script: None,
            deadline: self.config.deadline,
        };
        let context = std::sync::Arc::clone(&self.context);
        let stated = slots.cache.clone();
        let call = async move {
            let answer =
                leptos_axum::handle_server_fns_with_context(move || context(), request).await;
            let mut answer = with_status(answer.into_response()).await;
            let status = answer.status();
            stated.take().write(status, answer.headers_mut());
            answer
        };
        match task::run(call, slots, job).await {
            Outcome::Answered(response) => response,
            Outcome::Panicked => failed(&PageError::internal()),
            Outcome::Late => failed(&PageError::unavailable()),
        }
    }
}

/// Gives an error the status it names; server_fn 0.8 answers every error with 500.
async fn with_status(response: Response<Body>) -> Response<Body> {
    let (mut parts, body) = response.into_parts();
    let is_error = parts.headers.contains_key(SERVER_FN_ERROR_HEADER)
        && parts.status == StatusCode::INTERNAL_SERVER_ERROR;
    if !is_error {
        return Response::from_parts(parts, body);
    }
    let bytes = to_bytes(body, LARGEST_ERROR).await.unwrap_or_default();
    let error = PageError::de(bytes.clone());
    parts.status = error.status();
    mark(&mut parts.headers);
    // What is not there is an answer like others, with the policy of what would be.
    Response::from_parts(parts, Body::from(bytes))
}

/// An error that did not come out of the function itself.
fn failed(error: &PageError) -> Response<Body> {
    let bytes: Bytes = error.ser();
    let mut response = Response::new(Body::from(bytes));
    *response.status_mut() = error.status();
    mark(response.headers_mut());
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn mark(headers: &mut axum::http::HeaderMap) {
    headers.insert(
        CONTENT_TYPE,
        HeaderValue::from_static(PostcardEncoding::CONTENT_TYPE),
    );
}
