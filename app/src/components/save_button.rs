//! Puts an article on the reading list, and takes it off.

use crate::{
    reader::{ListActions, ReadingList, Saved},
    t,
};
use leptos::prelude::*;
use sunup::state;

/// Puts an article on the reading list, and takes it off. The label says what a press will do.
///
/// The list is kept by the browser, so that the button needs JavaScript; the stylesheet hides it
/// where there is none.
#[component]
pub(crate) fn SaveButton(article: Saved) -> impl IntoView {
    let list = state::current::<ReadingList>();
    let actions = ListActions::current();
    let slug = article.slug.clone();
    let is_saved = Signal::derive(move || list.read().has(&slug));
    let label = move || {
        if is_saved.get() {
            t::reader::take_off()
        } else {
            t::reader::save()
        }
    };
    let press = move |_| {
        if is_saved.get_untracked() {
            actions.take_off(&article.slug);
        } else {
            actions.save(article.clone());
        }
    };
    view! {
        <button type="button" class="save-button" class:saved=is_saved on:click=press>
            {label}
        </button>
    }
}
