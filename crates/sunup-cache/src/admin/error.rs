//! [`AdminError`]: what an operator's request lacks.

use http::{Method, StatusCode};

use crate::explain::NoAddress;

/// What an operator's request lacks.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum AdminError {
    #[error("there is no {0:?} here; there are stats, list, top, explain, warm, purge and flush")]
    Unknown(String),
    #[error("{0} needs {1}")]
    Method(&'static str, Method),
    #[error("explain needs path=, an address of this site such as /article/x")]
    NoPath,
    #[error("{0}")]
    Address(#[from] NoAddress),
    #[error("purge needs exactly one of tag=, path=, prefix= and route=; flush empties the cache")]
    PurgeOfNothing,
    #[error("list takes one of tag=, path=, prefix= and route=, or none for all entries")]
    ListOfTwo,
    #[error(
        "{0:?} is no path of a page: one begins with a slash, and has no query, because its \
         variants go together"
    )]
    Path(String),
    #[error(
        "no page is rendered ahead of its visitors here: that is not switched on, or the cache is off"
    )]
    Cold,
    #[error("limit= is a number of entries")]
    Limit,
    #[error("soft= is true or false")]
    Soft,
}

impl AdminError {
    pub(super) fn status(&self) -> StatusCode {
        match self {
            Self::Unknown(_) | Self::Cold => StatusCode::NOT_FOUND,
            Self::Method(..) => StatusCode::METHOD_NOT_ALLOWED,
            _ => StatusCode::BAD_REQUEST,
        }
    }

    /// The method that would be right, which 405 has to name (RFC 9110, section 15.5.6).
    pub(super) fn allow(&self) -> Option<&Method> {
        match self {
            Self::Method(_, wanted) => Some(wanted),
            _ => None,
        }
    }
}
