//! [`Failure`]: a render that came to nothing, as an answer.

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Response, StatusCode, header, response::Parts};

use crate::{body::Body, entry::keep_end_to_end, own_answer::OwnAnswer, status::CacheStatus};

/// The largest page of an error that several visitors share, in bytes.
pub(super) const LIMIT: usize = 256 << 10;

/// A render that came to nothing.
#[derive(Clone, Debug)]
pub(crate) struct Failure {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    /// By the page, and not by the cache for want of one.
    rendered: bool,
}

impl Failure {
    /// The page of an error as it was rendered. What it sets for one visitor is left out.
    pub(super) fn rendered(parts: Parts, body: Bytes) -> Self {
        let mut headers = parts.headers;
        keep_end_to_end(&mut headers);
        headers.remove(header::SET_COOKIE);
        headers.remove(header::CONTENT_LENGTH);
        Self {
            status: parts.status,
            headers,
            body,
            rendered: true,
        }
    }

    /// The render panicked, or its body broke off.
    pub(super) fn broken() -> Self {
        Self::plain(
            StatusCode::INTERNAL_SERVER_ERROR,
            "The page could not be rendered.\n",
        )
    }

    /// The render was late.
    pub(super) fn late() -> Self {
        Self::for_now("The page takes too long. Please try again in a moment.\n")
    }

    /// The renders of the route fail, and somebody tries already whether they still do.
    pub(super) fn spared() -> Self {
        Self::for_now(
            "Pages of this kind cannot be shown at the moment. Please try again in a moment.\n",
        )
    }

    fn for_now(text: &'static str) -> Self {
        let mut failure = Self::plain(StatusCode::SERVICE_UNAVAILABLE, text);
        let soon = HeaderValue::from_static("2");
        failure.headers.insert(header::RETRY_AFTER, soon);
        failure
    }

    /// Only what is stored was asked for, and nothing is (RFC 9111, section 5.2.1.7).
    pub(super) fn only_if_cached() -> Self {
        Self::plain(StatusCode::GATEWAY_TIMEOUT, "The page is not stored.\n")
    }

    /// The status of the render, where there was a response.
    pub(super) fn rendered_status(&self) -> Option<StatusCode> {
        self.rendered.then_some(self.status)
    }

    /// The answer.
    pub(super) fn response(&self, status: &CacheStatus) -> Response<Body> {
        let mut response = Response::new(Body::whole(self.body.clone()));
        *response.status_mut() = self.status;
        *response.headers_mut() = self.headers.clone();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_LENGTH, self.body.len().into());
        // What no page says is the cache's own answer, and has no member (RFC 9211, section 2).
        if self.rendered {
            status.write(headers);
        } else {
            let sentence = String::from_utf8_lossy(&self.body);
            response.extensions_mut().insert(OwnAnswer::new(&sentence));
        }
        response
    }

    fn plain(status: StatusCode, text: &'static str) -> Self {
        let mut headers = HeaderMap::new();
        let plain = HeaderValue::from_static("text/plain; charset=utf-8");
        headers.insert(header::CONTENT_TYPE, plain);
        let private = HeaderValue::from_static("private, no-store");
        headers.insert(header::CACHE_CONTROL, private);
        Self {
            status,
            headers,
            body: Bytes::from_static(text.as_bytes()),
            rendered: false,
        }
    }
}
