//! [`Binding`]: a store with its type left out, so that the browser downloads once what keeps it.

use super::Place;

/// Takes what was kept, written by a version; false when it is not usable.
pub(super) type Reading = Box<dyn Fn(u16, &str) -> bool>;

/// What is to be done with a store, and the two functions that know its type.
#[cfg_attr(
    not(target_family = "wasm"),
    allow(dead_code, reason = "the browser binds stores")
)]
pub(super) struct Binding {
    pub(super) name: &'static str,
    pub(super) place: Option<Place>,
    pub(super) tabs: bool,
    pub(super) version: u16,
    /// Writes the value down, tracked by whoever asks.
    pub(super) write: Box<dyn Fn() -> String>,
    /// Takes over what a version wrote; false when that is none of ours, and nothing changed.
    pub(super) read: Reading,
}
