//! Foot of every page.

use leptos::prelude::*;

/// Foot of every page.
#[component]
pub(crate) fn SiteFooter() -> impl IntoView {
    view! {
        <footer class="site-footer">
            <p>"Conduit is written in Rust and served by Sunup: the page is up before the sun."</p>
        </footer>
    }
}
