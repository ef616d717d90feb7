//! One article in a list.

use super::TagList;
use crate::pages::Summary;
use leptos::prelude::*;
use sunup::prelude::*;

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
            <h2><Link href=format!("/article/{slug}") class="preview-link">{title}</Link></h2>
            <p>{description}</p>
            <div class="article-meta">
                <span class="author">{author}</span>
                <time datetime=published.iso>{published.text}</time>
                <span class="reading-time">{reading_minutes} " min read"</span>
            </div>
            <TagList tags/>
        </article>
    }
}
