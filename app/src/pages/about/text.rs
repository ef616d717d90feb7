//! What the page says.

use crate::t;
use leptos::prelude::*;

/// What this site is, and how it is made.
#[component]
pub(super) fn Text() -> impl IntoView {
    view! {
        <p>{t::about::purpose()}</p>
        <h2>{t::about::how()}</h2>
        <p>{t::about::how_text()}</p>
    }
}
