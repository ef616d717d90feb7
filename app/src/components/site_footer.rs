//! Foot of every page.

use crate::t;
use leptos::prelude::*;
use sunup::prelude::*;

/// Foot of every page.
#[component]
pub(crate) fn SiteFooter() -> impl IntoView {
    view! {
        <footer class="site-footer">
            <Settled><p>{t::nav::foot()}</p></Settled>
        </footer>
    }
}
