//! Foot of every page.

use crate::t;
use leptos::prelude::*;

/// Foot of every page.
#[component]
pub(crate) fn SiteFooter() -> impl IntoView {
    view! {
        <footer class="site-footer">
            <p>{t::nav::foot()}</p>
        </footer>
    }
}
