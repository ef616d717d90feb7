//! The tags of an article.

use crate::t;
use leptos::prelude::*;
use sunup::prelude::*;

/// The tags of an article, each a link to its list.
#[component]
pub(crate) fn TagList(tags: Vec<String>) -> impl IntoView {
    let tags = tags
        .into_iter()
        .map(|tag| {
            let href = ["/tag/", &tag].concat();
            view! { <li><Link href class="tag-default tag-pill">{tag}</Link></li> }
        })
        .collect_view();
    view! { <ul class="tag-list" aria-label=t::list::tags_aria_label()>{tags}</ul> }
}
