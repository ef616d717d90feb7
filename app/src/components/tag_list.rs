//! The tags of an article.

use super::TagLink;
use crate::t;
use leptos::prelude::*;

/// The tags of an article, each a link to its list.
#[component]
pub(crate) fn TagList(tags: Vec<String>) -> impl IntoView {
    let tags = tags
        .into_iter()
        .map(|tag| view! { <li><TagLink tag/></li> })
        .collect_view();
    view! { <ul class="tag-list" aria-label=t::list::tags_aria_label()>{tags}</ul> }
}
