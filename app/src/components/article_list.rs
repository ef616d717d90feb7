//! A page of a list: articles, and the way to older and newer ones.

use super::ArticlePreview;
use crate::{
    listing::{Listing, Summary},
    t,
};
use leptos::{either::Either, prelude::*};
use sunup::{StatusCode, i18n::around, page::set_status, prelude::*};

/// A page of a list: articles, and the way to older and newer ones.
#[component]
pub(crate) fn ArticleList(
    /// What to show.
    listing: Listing,
    /// Path of the list, without a query.
    path: String,
) -> impl IntoView {
    let (newer, older) = listing.beside(&path);
    let Listing {
        articles,
        not_understood,
        ..
    } = listing;
    let notice = not_understood.map(|said| {
        set_status(StatusCode::BAD_REQUEST);
        let (before, after) = around(t::list::no_such_page);
        view! { <p class="notice" role="note">{before} <bdi>{said}</bdi> {after}</p> }
    });
    view! {
        {notice}
        <div class="article-list"><Settled><Previews articles/></Settled></div>
        <Pagination
            label=t::list::pages_aria_label()
            previous=newer
            previous_text=t::list::newer()
            next=older
            next_text=t::list::older()
        />
    }
}

#[component]
fn Previews(articles: Vec<Summary>) -> impl IntoView {
    if articles.is_empty() {
        return Either::Left(view! { <p class="empty">{t::list::nothing_older()}</p> });
    }
    let previews = articles
        .into_iter()
        .map(|article| view! { <ArticlePreview article/> });
    Either::Right(previews.collect_view())
}
