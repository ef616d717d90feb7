//! The tags of an article.

use crate::t;
use leptos::prelude::*;

/// The tags of an article.
#[component]
pub(crate) fn TagList(tags: Vec<String>) -> impl IntoView {
    let tags = tags
        .into_iter()
        .map(|tag| view! { <li class="tag-default tag-pill">{tag}</li> })
        .collect_view();
    view! { <ul class="tag-list" aria-label=t::article::tags_aria_label()>{tags}</ul> }
}
