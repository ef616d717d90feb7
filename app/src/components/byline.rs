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
            <Settled>
                <a href=["/author/", &author.username].concat() class="author">{author.name}</a>
                <Time datetime=published.iso text=published.text/>
                <span class="reading-time">{t::list::reading_time(reading_minutes)}</span>
            </Settled>
        </div>
    }
}
