//! A link to the articles of a tag.

use leptos::prelude::*;

/// A link to the articles of a tag.
#[component]
pub(crate) fn TagLink(tag: String) -> impl IntoView {
    let href = ["/tag/", &tag].concat();
    view! { <a href=href class="tag-default tag-pill">{tag}</a> }
}
