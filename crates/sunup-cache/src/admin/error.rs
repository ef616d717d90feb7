//! [`AdminError`]: what an operator's request lacks.

use http::{Method, StatusCode};

use crate::explain::NoAddress;

/// What an operator's request lacks.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum AdminError {
    #[error("there is no {0:?} here; there are stats, list, top, explain, purge and flush")]
    Unknown(String),
    #[error("{0} needs {1}")]
    Method(&'static str, Method),
    #[error("explain needs path=, an address of this site such as /article/x")]
    NoPath,
    #[error("{0}")]
    Address(#[from] NoAddress),
    #[error("purge needs exactly one of tag=, path=, prefix= and route=; flush empties the cache")]
    Selector,
    #[error("limit= is a number of entries")]
    Limit,
}

impl AdminError {
    pub(super) fn status(&self) -> StatusCode {
        match self {
            Self::Unknown(_) => StatusCode::NOT_FOUND,
            Self::Method(..) => StatusCode::METHOD_NOT_ALLOWED,
            _ => StatusCode::BAD_REQUEST,
        }
    }
}
