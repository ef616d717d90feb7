//! Errors on the server: the cause is logged, the visitor gets the safe text.

use super::PageError;

impl PageError {
    /// Logs `cause` and gives the visitor [`PageError::internal`].
    pub fn failed(cause: impl std::fmt::Display) -> Self {
        tracing::error!(error = %cause, "a page could not be answered");
        Self::internal()
    }
}
