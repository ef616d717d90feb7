//! The failures themselves.

use crate::{state::AppState, t};
use std::{future::pending, time::Duration};
use sunup::PageError;

/// Panics in the component for `/fault/render`.
pub(super) fn panic_while_rendering(kind: &str) {
    if kind == "render" && AppState::current().is_ok_and(|state| state.faults) {
        panic!("a component panicked because /fault/render was asked for");
    }
}

/// Fails in the data.
pub(super) async fn fault(kind: &str) -> Result<String, PageError> {
    if !AppState::current()?.faults {
        return Err(PageError::not_found(""));
    }
    match kind {
        "error" => Err(PageError::failed("asked for by /fault/error")),
        "panic" => panic!("the data panicked because /fault/panic was asked for"),
        "hang" => pending().await,
        "slow" => {
            tokio::time::sleep(Duration::from_millis(800)).await;
            Ok(t::fault::slow())
        }
        _ => Err(PageError::not_found("")),
    }
}
