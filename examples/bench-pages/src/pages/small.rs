//! The small page.

use super::MINUTE;
use crate::small::{Hero, Items, LINKS};
use leptos::prelude::*;
use sunup::{page::cache, prelude::*};

/// Links, a hero, a list.
#[component]
pub(crate) fn Small() -> impl IntoView {
    let links = LINKS.map(|(href, name)| view! { <Link href>{name}</Link> });
    view! {
        <Head title="A small page"/>
        <nav aria-label="Pages">{links.collect_view()}</nav>
        <Hero/>
        <Items/>
    }
}

/// The same, kept by the page cache.
#[component]
pub(crate) fn CachedSmall() -> impl IntoView {
    cache(MINUTE);
    Small()
}
