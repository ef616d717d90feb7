//! What this site is.

mod text;

use crate::t;
use leptos::prelude::*;
use sunup::{
    page::{Policy, cache},
    prelude::*,
};
use text::Text;

sunup::lazy! {
    /// The text, in a chunk of its own: few who read an article read this as well.
    static ABOUT = about_text() = view! { <Text/> };
}

/// What this site is.
#[component]
pub(crate) fn About() -> impl IntoView {
    cache(Policy::days());
    view! {
        <Head
            title=t::about::title()
            description=t::about::title_description()
            path="/about"
        />
        <article class="about-page prose">
            <h1>{t::about::heading()}</h1>
            <LazyPart part=&ABOUT/>
        </article>
    }
}
