//! What the reader wants to read, and has begun to. The browser alone knows it, so that the page
//! is the same for everybody, and works without the server once its chunk is there.

mod list;

use crate::t;
use leptos::prelude::*;
use list::List;
use sunup::{
    page::{Policy, cache},
    prelude::*,
};

sunup::lazy! {
    /// The list, in a chunk of its own.
    pub(crate) static READING_LIST = reading_list() = view! { <List/> };
}

/// The reading list.
#[component]
pub(crate) fn ReadingList() -> impl IntoView {
    cache(Policy::days());
    view! {
        <Head
            title=t::reader::list_title()
            description=t::reader::list_description()
            path="/reading-list"
        />
        <section class="reading-list">
            <h1>{t::reader::list_title()}</h1>
            <LazyPart part=&READING_LIST/>
        </section>
    }
}
