//! A link to the articles of a tag.

use leptos::prelude::*;
use sunup::prelude::*;

/// A link to the articles of a tag.
#[component]
pub(crate) fn TagLink(tag: String) -> impl IntoView {
    let href = ["/tag/", &tag].concat();
    view! { <Link href class="tag-default tag-pill">{tag}</Link> }
}
