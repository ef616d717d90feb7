//! Scroll positions of the session's history entries.
//!
//! The browser restores a position the moment Back is pressed, when the old page is still shown,
//! so that the jump is visible and, on a longer page, wrong. While the application runs the
//! positions are kept here; on the way out the browser gets its job back for the entry that is
//! shown, and the session's storage takes the others.

use super::{entry, prefetch::link_of};
use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::{JsCast, closure::Closure};
use leptos::web_sys::{Element, Event, ScrollRestoration};
use send_wrapper::SendWrapper;
use std::{cell::RefCell, rc::Rc};

/// Name of the item in the session's storage: a line for each entry, its key and its position.
const STORED: &str = "sunup-scroll";

/// Where each history entry was scrolled to, by the key the browser gave the entry.
pub(super) struct Positions {
    entries: Rc<RefCell<Entries>>,
}

struct Entries {
    current: String,
    /// In the order of the visits; a session is short, and a map costs the browser a kilobyte.
    top: Vec<(String, i32)>,
}

impl Positions {
    /// Takes over from the browser and follows the scrolling of the page.
    pub(super) fn take_over() -> Self {
        restoration(ScrollRestoration::Manual);
        hold_still();
        let mut entries = Entries {
            current: entry::key(),
            top: stored(),
        };
        entries.note();
        let entries = Rc::new(RefCell::new(entries));
        let following = SendWrapper::new(Rc::clone(&entries));
        let scroll = window_event_listener(ev::scroll, move |_| {
            let mut entries = following.borrow_mut();
            // Between the change of address and the new page the position belongs to neither.
            if entries.current == entry::key() {
                entries.note();
            }
        });
        let leaving = SendWrapper::new(Rc::clone(&entries));
        let leave = window_event_listener(ev::pagehide, move |_| {
            restoration(ScrollRestoration::Auto);
            leaving.borrow().store();
        });
        let back = window_event_listener(ev::pageshow, |_| restoration(ScrollRestoration::Manual));
        on_cleanup(move || {
            scroll.remove();
            leave.remove();
            back.remove();
        });
        Self { entries }
    }

    /// Scrolls to where this entry was left, or a new one to `target`, what its address points at,
    /// or else to its top. The router has put a new entry there too, but perhaps before the page was
    /// in the document, and not where it was held back.
    pub(super) fn arrive(&self, target: Option<&Element>) {
        let mut entries = self.entries.borrow_mut();
        entries.current = entry::key();
        match entries.position() {
            Some(top) => window().scroll_to_with_x_and_y(0.0, f64::from(*top)),
            None => {
                match target {
                    Some(target) => target.scroll_into_view(),
                    None => window().scroll_to_with_x_and_y(0.0, 0.0),
                }
                entries.note();
            }
        }
    }
}

/// Keeps the router from scrolling on the way to another query of the same path. It would do so at
/// once, in the page that is still shown while the data of the next one is on its way.
fn hold_still() {
    let hold = Closure::<dyn Fn(Event)>::new(|event: Event| {
        let here = window().location();
        if let Some(link) = link_of(&event)
            && here.pathname().is_ok_and(|path| path == link.pathname())
            && here.search().is_ok_and(|query| query != link.search())
        {
            // The router's own attribute. The link may keep it: whoever arrives is scrolled.
            let _ = link.set_attribute("noscroll", "");
        }
    });
    let document = document();
    let listener = hold.as_ref().unchecked_ref();
    // In the capture phase, before the router hears of the click.
    let _ = document.add_event_listener_with_callback_and_bool("click", listener, true);
    let held = SendWrapper::new((document, hold));
    on_cleanup(move || {
        let (document, hold) = &*held;
        let listener = hold.as_ref().unchecked_ref();
        let _ = document.remove_event_listener_with_callback_and_bool("click", listener, true);
    });
}

impl Entries {
    fn position(&mut self) -> Option<&mut i32> {
        let key = &self.current;
        let known = self.top.iter_mut().find(|(entry, _)| entry == key);
        known.map(|(_, top)| top)
    }

    /// Notes where the page is scrolled to now, in whole pixels.
    fn note(&mut self) {
        let now = window().scroll_y().unwrap_or_default() as i32;
        match self.position() {
            Some(top) => *top = now,
            None => self.top.push((self.current.clone(), now)),
        }
    }

    fn store(&self) {
        let mut lines = String::new();
        for (key, top) in &self.top {
            lines.push_str(key);
            lines.push(' ');
            lines.push_str(&top.to_string());
            lines.push('\n');
        }
        if let Some(storage) = entry::session_storage() {
            // A full or forbidden storage costs positions after a reload and nothing else.
            let _ = storage.set_item(STORED, &lines);
        }
    }
}

fn stored() -> Vec<(String, i32)> {
    let lines =
        entry::session_storage().and_then(|storage| storage.get_item(STORED).ok().flatten());
    let lines = lines.unwrap_or_default();
    let entries = lines.lines().filter_map(|line| line.rsplit_once(' '));
    entries
        .filter_map(|(key, top)| Some((key.to_owned(), top.parse().ok()?)))
        .collect()
}

fn restoration(mode: ScrollRestoration) {
    if let Ok(history) = window().history() {
        // A browser that refuses keeps its own restoration, which is the fallback anyway.
        let _ = history.set_scroll_restoration(mode);
    }
}
