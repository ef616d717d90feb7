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
    /// A body that is encoded already, though the render was asked for a plain one.
    #[error("the body is encoded already")]
    Encoded,
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
    /// A policy without a lifetime.
    #[error("the policy leaves no time to reuse the response")]
    NoLifetime,
    /// Tags that cannot be kept.
    #[error("{0}")]
    Tags(#[from] TagError),
}

impl Refusal {
    /// The word for `detail=` in `Cache-Status`: a token.
    pub fn detail(&self) -> &'static str {
        match self {
            Self::Method => "method",
            Self::Authorization => "authorization",
            Self::SetCookie => "set-cookie",
            Self::Status(_) => "status",
            Self::Encoded => "encoded",
            Self::Private => "private",
            Self::NoStore => "no-store",
            Self::NoCache => "no-cache",
            Self::VaryAny => "vary",
            Self::NoPolicy => "no-policy",
            Self::NoLifetime => "no-lifetime",
            Self::Tags(_) => "tags",
        }
    }

    /// Whether the render failed (5xx): a reason to back off and to keep the last good entry,
    /// rather than to mark the key as uncacheable.
    pub fn is_failure(&self) -> bool {
        matches!(self, Self::Status(status) if status.is_server_error())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_failed_render_is_a_failure() {
        assert!(Refusal::Status(StatusCode::BAD_GATEWAY).is_failure());
        assert!(!Refusal::Status(StatusCode::FORBIDDEN).is_failure());
        assert!(!Refusal::Private.is_failure());
    }
}
