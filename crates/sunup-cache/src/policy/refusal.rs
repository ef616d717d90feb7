//! [`Refusal`]: why a response is not stored.

use crate::control::TagError;
use http::StatusCode;

/// Why a response is not stored. The sentence is for operators, [`detail`](Self::detail) for
/// `Cache-Status`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// The request is no GET.
    #[error("only answers to GET are stored")]
    Method,
    /// The request has `Authorization`.
    #[error("the request has Authorization")]
    Authorization,
    /// The response sets a cookie.
    #[error("the response sets a cookie")]
    SetCookie,
    /// A status that is not stored, whatever the headers say.
    #[error("answers with status {0} are not stored")]
    Status(StatusCode),
    /// `private`.
    #[error("the response is private")]
    Private,
    /// `no-store`.
    #[error("the response says no-store")]
    NoStore,
    /// `no-cache`: every reuse would need a render.
    #[error("the response says no-cache")]
    NoCache,
    /// `Vary: *`.
    #[error("the response varies by anything")]
    VaryAny,
    /// Neither the response nor the settings state a policy.
    #[error("the page declares no policy")]
    NoPolicy,
    /// A policy without a lifetime, or with one that is over.
    #[error("the policy leaves no time to reuse the response")]
    NoLifetime,
    /// Tags that cannot be kept.
    #[error("{0}")]
    Tags(#[from] TagError),
}

impl Refusal {
    /// The word for `detail=` in `Cache-Status`: a token.
    pub fn detail(&self) -> &'static str {
        unimplemented!("skeleton")
    }

    /// Whether the render failed (5xx): a reason to back off and to keep the last good entry,
    /// rather than to mark the key as uncacheable.
    pub fn is_failure(&self) -> bool {
        matches!(self, Self::Status(status) if status.is_server_error())
    }
}
