//! [`Toasts`]: shows messages from anywhere.

use super::Toast;
use crate::state;
use leptos::prelude::*;
use reactive_stores::Store;

/// Shows toasts from anywhere below the component that provided it. Copies share one state.
///
/// There is one toast at a time: a new one takes the place of the last, so that none waits until
/// what it says is history.
#[derive(Clone, Copy, Debug)]
pub struct Toasts(Store<Shown>);

/// What is shown.
#[derive(Clone, Debug, Default)]
pub(super) struct Shown {
    /// Counts the toasts, so that a second one of the same text is another one.
    pub(super) number: u32,
    pub(super) toast: Option<Toast>,
}

impl Toasts {
    /// Provides the toasts to everything below. Called once, in the site's root component.
    pub fn provide() -> Self {
        Self(state::provide("toasts", Shown::default()))
    }

    /// The toasts in context.
    pub fn current() -> Self {
        Self(state::current())
    }

    /// Shows a toast in place of the one that is there.
    pub fn show(self, toast: Toast) {
        self.0.update(|shown| {
            shown.number += 1;
            shown.toast = Some(toast);
        });
    }

    /// Takes the toast away.
    pub fn dismiss(self) {
        self.0.update(|shown| shown.toast = None);
    }

    /// What is shown. Tracked by whoever asks.
    pub(super) fn shown(self) -> Shown {
        self.0.get()
    }

    /// Whether a toast is shown. Not tracked.
    pub(super) fn is_shown(self) -> bool {
        self.0.read_untracked().toast.is_some()
    }

    /// Whether the toast of this number is shown. Not tracked.
    pub(super) fn is_shown_still(self, number: u32) -> bool {
        self.is_shown() && self.0.read_untracked().number == number
    }
}
