//! The browser's half of a page: the server has sent the status, and data comes by HTTP.

use crate::PageError;
use http::StatusCode;
use std::future::Future;

/// Sets the status of the answer. On the browser's side this does nothing.
pub fn set_status(_status: StatusCode) {}

/// A failed request is already an error here, so the data passes unchanged.
pub(super) fn guarded<T>(
    data: impl Future<Output = Result<T, PageError>>,
) -> impl Future<Output = Result<T, PageError>> {
    data
}
