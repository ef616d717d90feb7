//! [`PageError`]: why a page or a server function has no answer.
//!
//! ```
//! use sunup::PageError;
//! let error = PageError::not_found("There is no article with this address.");
//! assert_eq!(error.status(), http::StatusCode::NOT_FOUND);
//! ```

use http::StatusCode;
use leptos::server_fn::{
    codec::PostcardEncoding,
    error::{FromServerFnError, ServerFnErrorErr},
};
use serde::{Deserialize, Serialize};

/// A status and a sentence for the visitor. Causes go to the log, never into the text.
///
/// Where the status says all, there is no sentence, and the site's error view has one for the
/// status in the language of the visitor: this crate writes no text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{status}: {message}")]
pub struct PageError {
    status: u16,
    message: String,
}

impl PageError {
    /// An error with any status. A status below 400 is not an error and becomes 500.
    pub fn new(status: StatusCode, message: impl Into<String>) -> Self {
        let status = if status.as_u16() < 400 {
            StatusCode::INTERNAL_SERVER_ERROR
        } else {
            status
        };
        Self {
            status: status.as_u16(),
            message: message.into(),
        }
    }

    /// 404: nothing is at this address.
    pub fn not_found(message: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, message)
    }

    /// 400: the request itself makes no sense.
    pub fn bad_request(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, message)
    }

    /// 500: something broke on our side; the visitor can only try again.
    pub fn internal() -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "")
    }

    /// 503: the answer takes too long.
    pub fn unavailable() -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "")
    }

    /// 504: the browser cannot reach the server.
    pub fn unreachable() -> Self {
        Self::new(StatusCode::GATEWAY_TIMEOUT, "")
    }

    /// The HTTP status of the answer.
    pub fn status(&self) -> StatusCode {
        // The field may come over the network, so that a number outside 100..=999 is possible.
        StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    /// The sentence for the visitor; empty where the status says all.
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl FromServerFnError for PageError {
    type Encoder = PostcardEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Request(_) => Self::unreachable(),
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) => Self::bad_request(""),
            _ => Self::internal(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_that_is_no_error_becomes_500() {
        let error = PageError::new(StatusCode::OK, "fine");
        assert_eq!(error.status(), StatusCode::INTERNAL_SERVER_ERROR);
    }

    #[test]
    fn a_status_outside_http_is_read_as_500() {
        let odd = PageError {
            status: 7,
            message: "odd".to_owned(),
        };
        let error = PageError::de(odd.ser());
        assert_eq!(error.status(), StatusCode::INTERNAL_SERVER_ERROR);
    }

    #[test]
    fn an_error_survives_the_way_to_the_browser() {
        let error = PageError::not_found("There is no such article.");
        assert_eq!(PageError::de(error.ser()), error);
    }
}
