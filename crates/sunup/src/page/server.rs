//! The server's half of a page: its status, and data that can neither panic nor hang for ever.

use super::{cache, load::Fetching, protocol::Bytes};
use crate::PageError;
use futures::FutureExt;
use http::StatusCode;
use leptos::prelude::use_context;
use serde::Serialize;
use std::{
    any::Any,
    cell::Cell,
    future::{Future, ready},
    panic::AssertUnwindSafe,
    time::Duration,
};

/// How long the data of one page may take before it counts as failed.
///
/// The visitor was answered long before, at the render deadline; this ends what still runs, so
/// that a query that never returns does not keep its request in memory for ever.
#[derive(Clone, Copy, Debug)]
pub struct FetchLimit(pub Duration);

impl Default for FetchLimit {
    fn default() -> Self {
        Self(Duration::from_secs(30))
    }
}

/// Sets the status of the answer. On the browser's side this does nothing.
pub fn set_status(status: StatusCode) {
    if let Some(options) = use_context::<leptos_axum::ResponseOptions>() {
        options.set_status(status);
    }
}

thread_local! {
    static WITHOUT_MARKUP: Cell<bool> = const { Cell::new(false) };
}

/// Ready at the second look. Leptos asks each boundary once what it waits for, and throws away what
/// is there by then; a view that loads something would load it twice.
pub(super) fn kept() -> impl Future<Output = ()> {
    tokio::task::yield_now()
}

/// Whether what is written now stands in the document already; see [`Html`](super::Html).
pub(super) fn leaves_markup_out() -> bool {
    WITHOUT_MARKUP.get()
}

/// Runs `encode`, which writes every [`Html`](super::Html) as empty.
fn without_markup<T>(encode: impl FnOnce() -> T) -> T {
    let before = WITHOUT_MARKUP.replace(true);
    let encoded = encode();
    WITHOUT_MARKUP.set(before);
    encoded
}

/// Writes a value of the type it was made for.
pub(super) type Encode = fn(&(dyn Any + Send + Sync)) -> Result<Vec<u8>, postcard::Error>;

/// Remembers how a `T` is written.
pub(super) fn encoder<T: Serialize + 'static>() -> Encode {
    |value| match value.downcast_ref::<T>() {
        Some(value) => without_markup(|| postcard::to_allocvec(value)),
        None => Err(postcard::Error::SerializeSeqLengthUnknown),
    }
}

/// Writes a value for the browser.
pub(super) fn encode(
    value: &(dyn Any + Send + Sync),
    encode: Encode,
) -> Result<Vec<u8>, postcard::Error> {
    encode(value)
}

/// What a page asks for. A render asks once, so that nothing is kept.
pub(super) struct Question;

impl Question {
    #[expect(
        clippy::extra_unused_type_parameters,
        reason = "the browser's half tells places apart"
    )]
    pub(super) fn new<Place, Input>(_input: &Input) -> Self {
        Self
    }
}

pub(super) fn answered(_question: Question, fetch: Fetching) -> Fetching {
    fetch
}

/// The server calls its functions and fetches nothing from itself.
pub(super) fn fetch(_url: Result<String, PageError>) -> Bytes {
    Box::pin(ready(Err(PageError::internal())))
}

/// Whether components are being run for their data only: never, on the server.
pub(super) fn is_collecting() -> bool {
    false
}

/// Turns a panic into [`PageError::internal`] and silence into [`PageError::unavailable`].
///
/// Leptos runs the future of a resource in a task of its own. Without this a panic there would
/// leave everyone who reads the resource waiting for ever. The panic hook logs the panic.
pub(super) fn guarded<T>(
    data: impl Future<Output = Result<T, PageError>>,
) -> impl Future<Output = Result<T, PageError>> {
    let FetchLimit(limit) = use_context().unwrap_or_default();
    async move {
        let answer = match tokio::time::timeout(limit, AssertUnwindSafe(data).catch_unwind()).await
        {
            Ok(Ok(answer)) => answer,
            Ok(Err(_panic)) => Err(PageError::internal()),
            Err(_elapsed) => {
                tracing::error!(?limit, "the data of a page never arrived and was given up");
                Err(PageError::unavailable())
            }
        };
        if let Err(error) = &answer
            && error.status().is_server_error()
        {
            // A page that goes on without it is not what others should get for an hour.
            cache::failed();
        }
        answer
    }
}
