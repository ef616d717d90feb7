//! What this site is.

use crate::t;
use leptos::prelude::*;
use sunup::prelude::*;

/// What this site is. The text is part of what every visitor downloads: it stays short.
#[component]
pub(crate) fn About() -> impl IntoView {
    view! {
        <Head
            title=t::about::title()
            description=t::about::title_description()
            path="/about"
        />
        <article class="about-page prose">
            <h1>{t::about::heading()}</h1>
            <p>{t::about::purpose()}</p>
            <h2>{t::about::how()}</h2>
            <p>{t::about::how_text()}</p>
        </article>
    }
}
