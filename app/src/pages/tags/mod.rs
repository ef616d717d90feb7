//! All tags.

mod data;
mod list;
#[cfg(feature = "ssr")]
mod queries;

use crate::t;
use data::all_tags;
use leptos::prelude::*;
use list::AllTags;
use sunup::prelude::*;

pub(crate) use data::{TagCount, popular_tags};

sunup::lazy! {
    /// The list of tags, in a chunk of its own.
    static TAGS = all_tags_list() = view! { <AllTags/> };
}

/// All tags.
#[component]
pub(crate) fn Tags() -> impl IntoView {
    provide_context(load(|| (), |()| all_tags()));
    view! {
        <Head title=t::tags::title() description=t::tags::description() path="/tags"/>
        <section class="tags-page">
            <header class="list-header">
                <h1>{t::tags::title()}</h1>
            </header>
            <LazyPart part=&TAGS/>
        </section>
    }
}
