//! A link to another article.

use crate::pages::Reference;
use leptos::prelude::*;

/// A link to another article, by its title.
#[component]
pub(crate) fn ArticleLink(article: Reference) -> impl IntoView {
    let Reference { slug, title } = article;
    view! { <a href=["/article/", &slug].concat()>{title}</a> }
}
