//! The layout of all lists: the list itself, and the popular tags beside it.

use super::tags::{TagCount, popular_tags};
use crate::{
    components::{TagLink, aside_failed},
    t,
};
use leptos::prelude::*;
use sunup::{nav::Outlet, page::LoadedAside, prelude::*};

/// The layout of all lists. It stays while a visitor goes from one list to another.
#[component]
pub(crate) fn Lists() -> impl IntoView {
    let tags = load(|| (), |()| popular_tags());
    view! {
        <div class="lists">
            <div class="lists-main"><Later><Outlet/></Later></div>
            <aside class="sidebar" aria-labelledby="popular-tags">
                <h2 id="popular-tags">{t::list::popular_tags()}</h2>
                <LoadedAside resource=tags failed=aside_failed let:tags>
                    <PopularTags tags/>
                </LoadedAside>
                <p><Link href="/tags">{t::list::all_tags()}</Link></p>
            </aside>
        </div>
    }
}

#[component]
fn PopularTags(tags: Vec<TagCount>) -> impl IntoView {
    let links = |tags: Vec<TagCount>| {
        tags.into_iter()
            .map(|TagCount { tag, .. }| view! { <li><TagLink tag/></li> })
            .collect_view()
    };
    view! { <ul class="tag-list"><Settled>{links(tags)}</Settled></ul> }
}
