//! The entries of the session's history, and what is kept for each: Back shows a page as it was
//! left. Scroll positions, form fields and the stores of [`state`](crate::state) share it.
//!
//! A document load would restore what was typed and opened; a client navigation builds the page
//! anew, so that the application has to do it.

use super::{Progress, browser::get, fields};
use crate::effect::effect;
use leptos::prelude::*;
use leptos::web_sys::Storage;
use leptos::{ev, leptos_dom::helpers::request_animation_frame};
use leptos_router::hooks::use_location;
use std::cell::RefCell;

/// Name of the item in the session's storage: a line for each text, its entry and its name.
const STORED: &str = "sunup-entries";

/// The most texts that are kept; the oldest go first. A text is some hundred bytes.
const LIMIT: usize = 300;

/// One text: the entry it belongs to, what it is, and the text without white space.
type Line = (String, String, String);

thread_local! {
    static LINES: RefCell<Vec<Line>> = RefCell::new(stored());
    static SETTLED: ArcRwSignal<String> = ArcRwSignal::new(String::new());
}

/// The key of the current history entry (Navigation API), or the address where there is none.
pub(crate) fn key() -> String {
    let entry = get(&get(&window(), "navigation"), "currentEntry");
    let key = get(&entry, "key").as_string();
    key.unwrap_or_else(|| window().location().href().unwrap_or_default())
}

/// The entry whose page is shown; empty before the first. While a navigation is under way the
/// browser is at another entry already, or has not made it yet.
pub(crate) fn settled() -> ArcRwSignal<String> {
    SETTLED.with(ArcRwSignal::clone)
}

/// The entry that a page which is being made will stand at, unless the browser has yet to make it.
pub(crate) fn destination() -> Option<String> {
    let key = key();
    let is_routing = use_context::<Progress>().is_some_and(|progress| progress.is_routing());
    let is_to_be_made = is_routing && settled().get_untracked() == key;
    (!is_to_be_made).then_some(key)
}

/// What was kept for an entry under a name.
pub(crate) fn kept(entry: &str, name: &str) -> Option<String> {
    LINES.with_borrow(|lines| {
        let found = lines.iter().find(|line| line.0 == entry && line.1 == name);
        found.map(|line| line.2.clone())
    })
}

/// Keeps a text without white space for an entry, in place of the one before.
pub(crate) fn keep(entry: &str, name: &str, text: String) {
    LINES.with_borrow_mut(|lines| {
        lines.retain(|line| line.0 != entry || line.1 != name);
        if lines.len() >= LIMIT {
            lines.remove(0);
        }
        lines.push((entry.to_owned(), name.to_owned(), text));
    });
}

/// Follows the navigations, and restores what was typed and opened. Called once, in
/// [`Navigation`](super::Navigation).
pub(super) fn follow(progress: Progress) {
    let location = use_location();
    effect(move || {
        location.pathname.track();
        location.search.track();
        location.hash.track();
        if !progress.is_busy() {
            // A frame later the router has begun what it will do, and what it says is true.
            request_animation_frame(move || {
                if !untrack(|| progress.is_busy()) {
                    settle();
                }
            });
        }
    });
    fields::follow();
    let leave = window_event_listener(ev::pagehide, |_| store());
    on_cleanup(move || leave.remove());
}

/// The page of the current entry is in the document, or more of it than before.
///
/// What is restored is what was noted last, so that it can be done again: fields that were there
/// before have it already.
pub(super) fn settle() {
    let entry = key();
    fields::restore(&entry);
    let settled = settled();
    if settled.get_untracked() != entry {
        settled.set(entry);
    }
}

/// A part of the page came after the rest.
pub(crate) fn part_arrived() {
    let shown = settled().get_untracked();
    if shown == key() {
        fields::restore(&shown);
    }
}

/// Hands the texts to the session's storage, for a reload and for the way back from another site.
fn store() {
    let text = LINES.with_borrow(|lines| {
        let mut text = String::new();
        for (entry, name, kept) in lines {
            for part in [entry, " ", name, " ", kept, "\n"] {
                text.push_str(part);
            }
        }
        text
    });
    if let Some(storage) = session_storage() {
        // A full or forbidden storage costs what was typed before a reload and nothing else.
        let _ = storage.set_item(STORED, &text);
    }
}

fn stored() -> Vec<Line> {
    let text = session_storage().and_then(|storage| storage.get_item(STORED).ok().flatten());
    let line = |line: &str| {
        let (entry, rest) = line.split_once(' ')?;
        let (name, kept) = rest.split_once(' ')?;
        Some((entry.to_owned(), name.to_owned(), kept.to_owned()))
    };
    text.unwrap_or_default().lines().filter_map(line).collect()
}

pub(super) fn session_storage() -> Option<Storage> {
    window().session_storage().ok().flatten()
}

#[cfg(all(test, target_family = "wasm"))]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn a_text_belongs_to_its_entry_and_name_and_the_last_one_holds() {
        keep("here", "fields", "first".to_owned());
        keep("here", "fields", "second".to_owned());
        keep("there", "fields", "other".to_owned());
        assert_eq!(kept("here", "fields").as_deref(), Some("second"));
        assert_eq!(kept("there", "fields").as_deref(), Some("other"));
        assert_eq!(kept("here", "sections"), None);
    }

    #[wasm_bindgen_test]
    fn the_session_storage_gives_back_what_it_was_handed() {
        keep("stored", "fields", "a=b&c=d".to_owned());
        store();
        let line = ("stored", "fields", "a=b&c=d");
        let found = stored();
        let found = found.iter().find(|found| found.0 == "stored");
        let found = found.map(|(entry, name, text)| (&**entry, &**name, &**text));
        assert_eq!(found, Some(line));
    }

    #[wasm_bindgen_test]
    fn the_oldest_text_makes_room_for_the_newest() {
        keep("oldest", "fields", "x".to_owned());
        for number in 0..LIMIT {
            keep(&number.to_string(), "filler", "x".to_owned());
        }
        assert_eq!(kept("oldest", "fields"), None);
        LINES.with_borrow_mut(|lines| lines.retain(|line| line.1 != "filler"));
    }
}
