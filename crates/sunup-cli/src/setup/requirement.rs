//! What set-up consists of.

use anyhow::Result;

use super::Place;

/// Whether a requirement is met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum State {
    /// Met, by this.
    Ready(String),
    /// Not met; installing does this.
    Missing(String),
}

/// One thing the machine needs.
pub(crate) trait Requirement {
    /// A few words: `wasm-opt 132`.
    fn name(&self) -> String;

    /// Looks, changes nothing, takes milliseconds.
    fn state(&self, place: &Place) -> State;

    /// Meets the requirement; doing it twice does no harm.
    fn install(&self, place: &mut Place) -> Result<()>;

    /// The commands a person runs when `install` cannot.
    fn by_hand(&self, place: &Place) -> Vec<String>;
}
