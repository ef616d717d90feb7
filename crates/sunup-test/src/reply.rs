//! [`Reply`]: an answer and what can be asserted of it.

use axum::body::{Body, Bytes, to_bytes};
use http::{HeaderMap, Response, StatusCode};

/// An answer, read to its end.
#[derive(Clone, Debug)]
pub struct Reply {
    /// Status of the answer.
    pub status: StatusCode,
    /// Headers of the answer.
    pub headers: HeaderMap,
    /// Body as it was sent.
    pub bytes: Bytes,
    /// Body as text; bytes that are no UTF-8 are replaced.
    pub body: String,
}

impl Reply {
    /// Reads a response to its end.
    ///
    /// # Panics
    /// When the body breaks off.
    pub async fn read(response: Response<Body>) -> Self {
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.expect("a body that ends");
        Self {
            status: parts.status,
            headers: parts.headers,
            body: String::from_utf8_lossy(&bytes).into_owned(),
            bytes,
        }
    }

    /// Text of a header; empty when it is missing.
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }

    /// Asserts the status.
    ///
    /// # Panics
    /// When it is another one.
    #[track_caller]
    pub fn assert_status(&self, status: u16) -> &Self {
        assert_eq!(self.status.as_u16(), status, "{}", self.body);
        self
    }

    /// Asserts that a header has exactly this value.
    ///
    /// # Panics
    /// When it has not.
    #[track_caller]
    pub fn assert_header(&self, name: &str, value: &str) -> &Self {
        assert_eq!(
            self.header(name),
            value,
            "header {name} of {:?}",
            self.headers
        );
        self
    }

    /// Asserts that the body holds a text.
    ///
    /// # Panics
    /// When it does not.
    #[track_caller]
    pub fn assert_body_contains(&self, text: &str) -> &Self {
        assert!(
            self.body.contains(text),
            "{text:?} is not in\n{}",
            self.body
        );
        self
    }
}
