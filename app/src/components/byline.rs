//! Who wrote an article, when, and how long it takes to read.

use crate::{
    listing::{Date, Writer},
    t,
};
use leptos::prelude::*;
use sunup::prelude::*;

/// Who wrote an article, when, and how long it takes to read.
#[component]
pub(crate) fn Byline(author: Writer, published: Date, reading_minutes: i32) -> impl IntoView {
    view! {
        <div class="article-meta">
            <Link href=format!("/author/{}", author.username) class="author">{author.name}</Link>
            <time datetime=published.iso>{published.text}</time>
            <span class="reading-time">{t::list::reading_time(reading_minutes)}</span>
        </div>
    }
}
