//! One article.

mod data;
#[cfg(feature = "ssr")]
mod queries;

use crate::components::TagList;
use data::{FullArticle, article};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use sunup::prelude::*;

/// One article.
#[component]
pub(crate) fn Article() -> impl IntoView {
    let params = use_params_map();
    let slug = move || params.read().get("slug").unwrap_or_default();
    let loaded = load(slug, article);
    view! {
        <Loaded resource=loaded let:article>
            <ArticleView article/>
        </Loaded>
    }
}

#[component]
fn ArticleView(article: FullArticle) -> impl IntoView {
    let FullArticle {
        summary,
        body,
        author_image,
    } = article;
    let portrait = author_image
        .map(|image| view! { <img class="author-image" src=image alt="" width="40" height="40"/> });
    view! {
        <Head
            title=summary.title.clone()
            description=summary.description.clone()
            path=format!("/article/{}", summary.slug)
        />
        <article class="article-page">
            <header class="article-header">
                <h1>{summary.title}</h1>
                <p class="article-description">{summary.description}</p>
                <div class="article-meta">
                    {portrait}
                    <span class="author">{summary.author}</span>
                    <time datetime=summary.published.iso>{summary.published.text}</time>
                    <span class="reading-time">{summary.reading_minutes} " min read"</span>
                </div>
                <TagList tags=summary.tags/>
            </header>
            <div class="article-content prose" inner_html=body.into_markup()></div>
        </article>
    }
}
