//! The server's half: there is nothing to navigate.

use crate::lazy::Lazy;
use leptos::prelude::*;

pub(super) fn prefetch(_part: &'static Lazy) {}

/// Moves focus and scroll position after a client navigation, and announces the new page.
///
/// Stands once inside the router. `routing` is the router's `set_is_routing` signal.
#[component]
pub fn Navigation(
    /// True while the next page is loading.
    #[prop(into)]
    routing: Signal<bool>,
) -> impl IntoView {
    let _ = routing;
    view! {
        <div class="nav-progress" hidden></div>
        <p class="visually-hidden" aria-live="assertive" aria-atomic="true"></p>
    }
}
