//! The server's half: there is nothing to navigate.

use leptos::{
    attr::{Attribute, custom::custom_attribute},
    prelude::*,
};

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

/// The class names of an element, and no attribute where there are none: Leptos would write
/// `class=""`.
pub(super) fn class(names: Option<&'static str>) -> impl Attribute {
    custom_attribute("class", names)
}
