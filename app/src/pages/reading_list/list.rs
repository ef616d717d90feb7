//! The list itself, made of what the browser keeps.

use crate::{
    reader::{ListActions, Progress, ReadingList},
    t,
};
use leptos::{either::Either, prelude::*};
use sunup::{prelude::*, state};

/// How many articles that were begun are offered.
const BEGUN: usize = 10;

/// What was begun and what was saved. The server knows neither, and says so.
#[component]
pub(super) fn List() -> impl IntoView {
    if is_server() {
        Either::Left(view! { <p class="reading-list-note">{t::reader::list_elsewhere()}</p> })
    } else {
        Either::Right(view! {
            <Begun/>
            <Saved/>
        })
    }
}

/// Articles that were begun and not finished.
#[component]
fn Begun() -> impl IntoView {
    let progress = state::current::<Progress>();
    let items = move || {
        let begun: Vec<_> = progress.read().begun().take(BEGUN).cloned().collect();
        begun
            .into_iter()
            .map(|read| {
                let percent = read.percent;
                view! {
                    <li>
                        <Link href=["/article/", &read.slug].concat()>{read.title}</Link>
                        <span class="reading-time">{t::reader::percent_read(percent)}</span>
                        <span class="reading-share" style:--read=percent.to_string()></span>
                    </li>
                }
            })
            .collect_view()
    };
    let has_any = move || progress.read().begun().next().is_some();
    view! {
        <Show when=has_any>
            <h2>{t::reader::begun()}</h2>
            <ul class="reading-list-items">{items}</ul>
        </Show>
    }
}

/// Articles that were saved for later.
#[component]
fn Saved() -> impl IntoView {
    let list = state::current::<ReadingList>();
    let progress = state::current::<Progress>();
    let actions = ListActions::current();
    let items = move || {
        let saved: Vec<_> = list.read().articles().cloned().collect();
        saved
            .into_iter()
            .map(|saved| {
                let slug = saved.slug.clone();
                let remove = t::reader::remove_aria_label(&saved.title);
                let state = match progress.read().of(&slug) {
                    100 => t::reader::read(),
                    _ => t::reader::minutes(saved.minutes),
                };
                view! {
                    <li>
                        <Link href=["/article/", &slug].concat()>{saved.title.clone()}</Link>
                        <span class="reading-time">{state}</span>
                        <button
                            type="button"
                            class="reading-remove"
                            aria-label=remove
                            on:click=move |_| actions.take_off(&slug)
                        >
                            {t::reader::remove()}
                        </button>
                    </li>
                }
            })
            .collect_view()
    };
    let is_empty = move || list.read().len() == 0;
    view! {
        <h2>{t::reader::saved()}</h2>
        <Show when=is_empty>
            <p class="reading-list-note">{t::reader::saved_none()}</p>
        </Show>
        <ul class="reading-list-items">{items}</ul>
    }
}
