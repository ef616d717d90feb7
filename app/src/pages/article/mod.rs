//! One article.

mod around;
mod data;
mod details;
#[cfg(feature = "ssr")]
mod queries;

use crate::{
    components::{Byline, ReadingBar, SaveButton, TagList},
    reader::Saved,
    t,
};
use around::{Contents, ReadNext, SeriesParts};
use data::{FullArticle, Series, article};
use details::details;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use sunup::{page::OnServer, prelude::*};

#[cfg(feature = "ssr")]
pub(crate) use data::Heading;
pub(crate) use data::Reference;

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
    let details = OnServer::new(|| details(&article));
    let FullArticle {
        summary,
        body,
        toc,
        updated,
        author_image,
        series,
        related,
    } = article;
    let portrait = author_image
        .map(|image| view! { <img class="author-image" src=image alt="" width="40" height="40"/> });
    let updated = updated.map(|updated| {
        view! {
            <p class="article-updated">
                {t::article::updated()} " " <Time datetime=updated.iso text=updated.text/>
            </p>
        }
    });
    let next = series
        .as_ref()
        .and_then(|series| next_part(series, &summary.slug));
    let current = summary.slug.clone();
    let series = series.map(|series| view! { <SeriesParts series current/> });
    let saved = Saved {
        slug: summary.slug.clone(),
        title: summary.title.clone(),
        minutes: summary.reading_minutes.unsigned_abs(),
    };
    view! {
        <Head
            title=summary.title.clone()
            description=summary.description.clone()
            path=["/article/", &summary.slug].concat()
            details
        />
        <ReadingBar slug=saved.slug.clone() title=saved.title.clone()/>
        <article class="article-page">
            <header class="article-header">
                <h1>{summary.title}</h1>
                <p class="article-description">{summary.description}</p>
                <div class="article-by">
                    {portrait}
                    <Byline
                        author=summary.author
                        published=summary.published
                        reading_minutes=summary.reading_minutes
                    />
                </div>
                {updated}
                <TagList tags=summary.tags/>
                <SaveButton article=saved/>
            </header>
            {series}
            <Contents toc/>
            <div class="article-content prose" inner_html=body.into_markup()></div>
            <ReadNext next related/>
        </article>
    }
}

/// The part after this article.
fn next_part(series: &Series, slug: &str) -> Option<Reference> {
    let parts = &series.parts;
    let here = parts.iter().position(|part| part.slug == slug)?;
    parts.get(here + 1).cloned()
}
