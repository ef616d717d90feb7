//! The articles of one tag.

mod data;
#[cfg(feature = "ssr")]
mod queries;

use crate::{
    components::ArticleList,
    listing::{address, below, feeds, neighbours, use_place},
    t,
};
use data::{TagPage, tagged};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use sunup::{page::Details, prelude::*};

/// The articles of one tag.
#[component]
pub(crate) fn Tag() -> impl IntoView {
    let params = use_params_map();
    let place = use_place();
    let asked = move || (params.read().get("tag").unwrap_or_default(), place());
    let page = load(asked, |(tag, place)| tagged(tag, place));
    view! {
        <Loaded resource=page let:page>
            <TagView page/>
        </Loaded>
    }
}

#[component]
fn TagView(page: TagPage) -> impl IntoView {
    let TagPage {
        tag,
        articles,
        listing,
    } = page;
    let path = ["/tag/", &tag].concat();
    let count = t::list::count(articles);
    view! {
        <Head
            title=tag.clone()
            description=t::tag::description(&tag)
            path=address(&path, &listing)
            details=|| Details {
                trail: below(t::tags::title(), "/tags"),
                alternates: feeds(&path, &t::machines::tag_feed(&tag)),
                ..neighbours(&path, &listing)
            }
        />
        <section class="tag-page">
            <header class="list-header">
                <p class="list-kind">{t::tag::kind()}</p>
                <h1>{tag}</h1>
                <p class="list-count">{count}</p>
            </header>
            <ArticleList listing path/>
        </section>
    }
}
