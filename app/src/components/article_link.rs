//! A link to another article.

use crate::pages::Reference;
use leptos::prelude::*;
use sunup::prelude::*;

/// A link to another article, by its title.
#[component]
pub(crate) fn ArticleLink(article: Reference) -> impl IntoView {
    let Reference { slug, title } = article;
    view! { <Link href=["/article/", &slug].concat()>{title}</Link> }
}
