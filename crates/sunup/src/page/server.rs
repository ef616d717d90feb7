//! The server's half of a page: its status, and data that can neither panic nor hang for ever.

use crate::PageError;
use futures::FutureExt;
use http::StatusCode;
use leptos::prelude::use_context;
use std::{future::Future, panic::AssertUnwindSafe, time::Duration};

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

/// Turns a panic into [`PageError::internal`] and silence into [`PageError::unavailable`].
///
/// Leptos runs the future of a resource in a task of its own. Without this a panic there would
/// leave everyone who reads the resource waiting for ever. The panic hook logs the panic.
pub(super) fn guarded<T>(
    data: impl Future<Output = Result<T, PageError>>,
) -> impl Future<Output = Result<T, PageError>> {
    let FetchLimit(limit) = use_context().unwrap_or_default();
    async move {
        match tokio::time::timeout(limit, AssertUnwindSafe(data).catch_unwind()).await {
            Ok(Ok(answer)) => answer,
            Ok(Err(_panic)) => Err(PageError::internal()),
            Err(_elapsed) => {
                tracing::error!(?limit, "the data of a page never arrived and was given up");
                Err(PageError::unavailable())
            }
        }
    }
}
