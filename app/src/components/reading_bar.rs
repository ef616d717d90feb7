//! How far an article is read: a thin bar, and the way back to where the reader stopped.

use crate::{
    reader::{Measure, Progress},
    t,
};
use leptos::{ev, prelude::*};
use std::time::Duration;
use sunup::{
    effect, state,
    toast::{Toast, Toasts},
};

/// The text that is read.
const TEXT: &str = ".article-content";

/// How long a reader stays at a place before it is remembered.
const PAUSE: Duration = Duration::from_millis(500);

/// How far the article is read: strong what the window has shown now, pale what was read before.
/// It says to the eye what scroll bars say to everybody, and is hidden from assistive technology.
#[component]
pub(crate) fn ReadingBar(slug: String, title: String) -> impl IntoView {
    let progress = state::current::<Progress>();
    let toasts = Toasts::current();
    let shown = RwSignal::new(0);
    let article = StoredValue::new((slug, title));
    let read = Signal::derive(move || article.with_value(|(slug, _)| progress.read().of(slug)));
    let note = move || {
        // The page may be another one by now, and what belonged to this one gone.
        let farther = shown.try_get_untracked().zip(read.try_get_untracked());
        if let Some((shown, _)) = farther.filter(|(shown, read)| shown > read) {
            article.with_value(|(slug, title)| {
                progress.update(|progress| progress.note(slug, title, shown));
            });
        }
    };
    let waits = StoredValue::new(false);
    let scroll = window_event_listener(ev::scroll, move |_| {
        let Some(text) = Measure::of(TEXT) else {
            return;
        };
        shown.set(text.shown());
        if Measure::is_begun() && !waits.get_value() {
            waits.set_value(true);
            set_timeout(
                move || {
                    waits.try_update_value(|waits| *waits = false);
                    note();
                },
                PAUSE,
            );
        }
    });
    on_cleanup(move || scroll.remove());
    effect(move || {
        shown.set(Measure::of(TEXT).map(Measure::shown).unwrap_or_default());
        // By then the page is where it is going to be: at its top, at an anchor, or where Back has
        // put it.
        set_timeout(
            move || {
                let read = read.try_get_untracked().unwrap_or_default();
                if (1..100).contains(&read) && !Measure::is_begun() {
                    let go_on = move || {
                        if let Some(text) = Measure::of(TEXT) {
                            text.scroll_to(read);
                        }
                    };
                    toasts.show(
                        Toast::new(t::reader::stopped(read)).action(t::reader::go_on(), go_on),
                    );
                }
            },
            PAUSE,
        );
    });
    view! {
        <div
            class="reading-bar"
            aria-hidden="true"
            style:--shown=move || shown.get().to_string()
            style:--read=move || read.get().to_string()
        ></div>
    }
}
