//! The search.

mod data;
#[cfg(feature = "ssr")]
mod fts5;
#[cfg(feature = "ssr")]
mod queries;
mod results;
#[cfg(feature = "ssr")]
mod tsvector;
#[cfg(feature = "ssr")]
mod words;

use crate::t;
use data::search;
pub(crate) use data::suggestions;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use results::Results;
use sunup::prelude::*;

#[cfg(feature = "ssr")]
use data::{Found, Fragment, Hit, RANKED, Understood};
#[cfg(feature = "ssr")]
use queries::Row;
#[cfg(feature = "ssr")]
use words::Words;

sunup::lazy! {
    /// Form and results, in a chunk of their own.
    static SEARCH = search_results() = view! { <Results/> };
}

/// The search.
#[component]
pub(crate) fn Search() -> impl IntoView {
    let query = use_query_map();
    let asked = move || query.read().get("q").unwrap_or_default();
    provide_context(load(asked, search));
    view! {
        <Head title=t::search::title() description=t::search::description() path="/search"/>
        <section class="search-page">
            <header class="list-header">
                <h1>{t::search::title()}</h1>
            </header>
            <LazyPart part=&SEARCH/>
        </section>
    }
}
