//! What stands around an article's text: its contents, its series, and what to read next.

use super::data::{Heading, Reference, Series};
use crate::{components::ArticleLink, t};
use leptos::{either::Either, prelude::*};
use sunup::prelude::*;

/// The table of contents. A short text has none.
#[component]
pub(super) fn Contents(toc: Vec<Heading>) -> impl IntoView {
    (toc.len() > 2).then(|| {
        view! {
            <nav class="toc" aria-labelledby="toc-title">
                <h2 id="toc-title">{t::article::contents()}</h2>
                <ol>
                    <Settled>{toc.into_iter().map(entry).collect_view()}</Settled>
                </ol>
            </nav>
        }
    })
}

fn entry(heading: Heading) -> impl IntoView {
    let Heading {
        level,
        anchor,
        text,
    } = heading;
    let class = if level > 2 { "inner" } else { "outer" };
    view! { <li class=class><a href=["#", &anchor].concat()>{text}</a></li> }
}

/// The parts of a series; the one that is read is marked.
#[component]
pub(super) fn SeriesParts(series: Series, current: String) -> impl IntoView {
    let Series { name, parts } = series;
    let list = |parts: Vec<Reference>| {
        let parts = parts.into_iter().map(move |article| {
            // No link to where one is: the mark says it to the eye and to screen readers.
            if article.slug == current {
                Either::Left(view! { <li><span aria-current="page">{article.title}</span></li> })
            } else {
                Either::Right(view! { <li><ArticleLink article/></li> })
            }
        });
        parts.collect_view()
    };
    view! {
        <nav class="series" aria-labelledby="series-title">
            <h2 id="series-title">{t::article::series(&name)}</h2>
            <ol><Settled>{list(parts)}</Settled></ol>
        </nav>
    }
}

/// The next part of the series, and related articles.
#[component]
pub(super) fn ReadNext(next: Option<Reference>, related: Vec<Reference>) -> impl IntoView {
    let next = next.map(|article| {
        view! { <p class="next-part">{t::article::next_part()} " " <ArticleLink article/></p> }
    });
    let related = (!related.is_empty()).then(|| {
        let list = |related: Vec<Reference>| {
            let links = related.into_iter();
            links
                .map(|article| view! { <li><ArticleLink article/></li> })
                .collect_view()
        };
        view! {
            <h2 id="related-title">{t::article::related()}</h2>
            <ul><Settled>{list(related)}</Settled></ul>
        }
    });
    (next.is_some() || related.is_some()).then(|| {
        view! { <aside class="read-next" aria-label=t::article::read_next_aria_label()>{next}{related}</aside> }
    })
}
