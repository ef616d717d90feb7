//! The tags of an article.

use super::TagLink;
use crate::t;
use leptos::prelude::*;
use sunup::prelude::*;

/// The tags of an article, each a link to its list.
#[component]
pub(crate) fn TagList(tags: Vec<String>) -> impl IntoView {
    view! {
        <ul class="tag-list" aria-label=t::list::tags_aria_label()>
            <Settled>
                {tags.into_iter().map(|tag| view! { <li><TagLink tag/></li> }).collect_view()}
            </Settled>
        </ul>
    }
}
