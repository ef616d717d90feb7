//! The server's half: there is nothing to navigate.

use leptos::prelude::*;

/// Moves focus and scroll position after a client navigation, and announces the new page. Fetches
/// what the page behind a link needs when the pointer or the keyboard rests on the link.
///
/// Stands once inside the router, below [`Progress::provide`](super::Progress::provide).
#[component]
pub fn Navigation() -> impl IntoView {
    view! {
        <div class="nav-progress" hidden></div>
        <p class="visually-hidden" aria-live="assertive" aria-atomic="true"></p>
    }
}
