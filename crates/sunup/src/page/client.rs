//! The browser's half of a page: the server has sent the status, and data comes by HTTP.

pub(super) use super::answers::{Question, answered, is_collecting};
pub(super) use super::fetch::fetch;

use crate::PageError;
use http::StatusCode;
use std::{any::Any, future::Future};

/// Sets the status of the answer. On the browser's side this does nothing.
pub fn set_status(_status: StatusCode) {}

/// What is made in the browser is shown.
pub(super) fn kept() -> impl Future<Output = ()> {
    std::future::ready(())
}

/// Whether what is written now stands in the document already: never, in the browser.
pub(super) fn leaves_markup_out() -> bool {
    false
}

/// The browser hands nothing over, and does not download how.
#[derive(Clone, Copy, Debug)]
pub(super) struct Encode;

#[allow(
    clippy::extra_unused_type_parameters,
    reason = "the server's half needs the type"
)]
pub(super) fn encoder<T>() -> Encode {
    Encode
}

pub(super) fn encode(
    _value: &(dyn Any + Send + Sync),
    _encode: Encode,
) -> Result<Vec<u8>, postcard::Error> {
    Err(postcard::Error::WontImplement)
}

/// A failed request is already an error here, so the data passes unchanged.
pub(super) fn guarded<T>(
    data: impl Future<Output = Result<T, PageError>>,
) -> impl Future<Output = Result<T, PageError>> {
    data
}
