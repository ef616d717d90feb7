//! The browser's half: the server has said all this.

use super::Policy;
use std::{fmt::Display, future::Future};

/// States how long the page may be kept. On the browser's side this does nothing.
pub fn cache(_policy: Policy) {}

/// Names what the page shows, for purges. On the browser's side this does nothing.
pub fn tag(_name: impl Display) {}

/// Reads something that the page shows, and notes its name for purges. On the browser's side this
/// only reads.
pub async fn tracked<F: Future>(_name: impl Display, read: impl FnOnce() -> F) -> F::Output {
    read().await
}
