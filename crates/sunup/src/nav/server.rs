//! The server's half: there is nothing to navigate.

use crate::lazy::Lazy;
use leptos::prelude::*;

pub(super) fn prefetch(_part: &'static Lazy) {}

/// Moves focus and scroll position after a client navigation, and announces the new page.
///
/// Stands once inside the router, below [`Progress::provide`](super::Progress::provide).
#[component]
pub fn Navigation() -> impl IntoView {
    view! {
        <div class="nav-progress" hidden></div>
        <p class="visually-hidden" aria-live="assertive" aria-atomic="true"></p>
    }
}
