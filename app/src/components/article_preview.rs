//! One article in a list.

use super::{Byline, TagList};
use crate::listing::Summary;
use leptos::prelude::*;

/// One article in a list.
#[component]
pub(crate) fn ArticlePreview(article: Summary) -> impl IntoView {
    let Summary {
        slug,
        title,
        description,
        author,
        published,
        reading_minutes,
        tags,
    } = article;
    view! {
        <article class="article-preview">
            <h2><a href=["/article/", &slug].concat() class="preview-link">{title}</a></h2>
            <p>{description}</p>
            <Byline author published reading_minutes/>
            <TagList tags/>
        </article>
    }
}
