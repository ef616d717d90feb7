//! The form of the search, and what it found.

use super::data::{Found, Fragment, Hit, RANKED, Understood};
use crate::{components::Byline, t};
use leptos::{either::Either, prelude::*};
use sunup::{i18n::around, page::Data, prelude::*};

/// The form of the search, and what it found. Reads its data from the context of the page.
#[component]
pub(super) fn Results() -> impl IntoView {
    let found = expect_context::<Data<Found>>();
    view! {
        <Loaded resource=found let:found>
            <FoundView found/>
        </Loaded>
    }
}

#[component]
fn FoundView(found: Found) -> impl IntoView {
    let Found {
        asked,
        understood,
        hits,
        ranked,
    } = found;
    let is_all = usize::try_from(ranked).is_ok_and(|ranked| ranked <= hits.len());
    let said = match (understood, hits.len()) {
        (Understood::Unasked, _) => t::search::unasked(),
        (Understood::Nothing, _) => t::search::no_word(),
        (_, 0) => t::search::nothing_found(),
        (_, many) if is_all => t::list::count(many),
        (_, many) if ranked < RANKED => t::search::best_of_many(many),
        (_, many) => t::search::best_of_newest(many, ranked),
    };
    let cut = (understood == Understood::Beginning)
        .then(|| view! { <p class="notice">{t::search::cut()}</p> });
    let help = (hits.is_empty() && understood != Understood::Unasked).then(|| {
        let (before, after) = around(t::search::try_fewer);
        view! {
            <p class="empty">
                {before} <Link href="/tags">{t::search::try_fewer_tags()}</Link> {after}
            </p>
        }
    });
    let hits = if hits.is_empty() {
        Either::Left(help)
    } else {
        Either::Right(view! {
            <div class="article-list">
                {hits.into_iter().map(|hit| view! { <HitView hit/> }).collect_view()}
            </div>
        })
    };
    view! {
        <form class="search-form" role="search" action="/search" method="get">
            <label for="search-field" class="visually-hidden">{t::search::field()}</label>
            <input
                id="search-field"
                name="q"
                type="search"
                value=asked
                maxlength="200"
                spellcheck="false"
                placeholder=t::search::field_placeholder()
            />
            <button type="submit">{t::search::submit()}</button>
        </form>
        {cut}
        <p class="search-count" role="status">{said}</p>
        {hits}
    }
}

#[component]
fn HitView(hit: Hit) -> impl IntoView {
    let Hit {
        slug,
        title,
        snippet,
        author,
        published,
        reading_minutes,
    } = hit;
    view! {
        <article class="article-preview">
            <h2>
                <Link href=["/article/", &slug].concat() class="preview-link">{marked(title)}</Link>
            </h2>
            <p class="snippet">{marked(snippet)}</p>
            <Byline author published reading_minutes/>
        </article>
    }
}

fn marked(fragments: Vec<Fragment>) -> impl IntoView {
    fragments
        .into_iter()
        .map(|Fragment { text, is_match }| {
            if is_match {
                Either::Left(view! { <mark>{text}</mark> })
            } else {
                Either::Right(text)
            }
        })
        .collect_view()
}
