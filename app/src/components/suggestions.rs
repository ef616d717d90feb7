//! Articles in place of the one that is not there.

use super::{ArticleLink, aside_failed};
use crate::{
    pages::{Reference, suggestions},
    t,
};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use sunup::{page::LoadedAside, prelude::*};

/// Articles that the visitor of an unknown address may have looked for; nothing when there are
/// none.
#[component]
pub(crate) fn Suggestions() -> impl IntoView {
    let path = use_location().pathname;
    let found = load(move || path.get(), suggestions);
    view! {
        <LoadedAside resource=found failed=aside_failed let:found>
            <Found found/>
        </LoadedAside>
    }
}

#[component]
fn Found(found: Vec<Reference>) -> impl IntoView {
    (!found.is_empty()).then(|| {
        let articles = found
            .into_iter()
            .map(|article| view! { <li><ArticleLink article/></li> })
            .collect_view();
        view! {
            <section class="suggestions" aria-labelledby="suggestions-title">
                <h2 id="suggestions-title">{t::search::suggestions()}</h2>
                <ul>{articles}</ul>
            </section>
        }
    })
}
