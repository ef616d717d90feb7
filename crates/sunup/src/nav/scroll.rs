//! Scroll positions of the session's history entries.
//!
//! The browser restores a position the moment Back is pressed, when the old page is still shown,
//! so that the jump is visible and, on a longer page, wrong. While the application runs the
//! positions are kept here; on the way out the browser gets its job back, for reloads.

use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsValue;
use leptos::web_sys::ScrollRestoration;
use send_wrapper::SendWrapper;
use std::{cell::RefCell, rc::Rc};

/// Where each history entry was scrolled to, by the key the browser gave the entry.
pub(super) struct Positions {
    entries: Rc<RefCell<Entries>>,
}

struct Entries {
    current: String,
    /// In the order of the visits; a session is short, and a map costs the browser a kilobyte.
    top: Vec<(String, f64)>,
}

impl Entries {
    fn of_current(&mut self) -> Option<&mut f64> {
        let key = &self.current;
        self.top
            .iter_mut()
            .find(|(entry, _)| entry == key)
            .map(|(_, top)| top)
    }
}

impl Positions {
    /// Takes over from the browser and follows the scrolling of the page.
    pub(super) fn take_over() -> Self {
        restoration(ScrollRestoration::Manual);
        let entries = Rc::new(RefCell::new(Entries {
            current: entry_key(),
            top: Vec::new(),
        }));
        let following = SendWrapper::new(Rc::clone(&entries));
        let scroll = window_event_listener(ev::scroll, move |_| {
            let mut entries = following.borrow_mut();
            // Between the change of address and the new page the position belongs to neither.
            if entries.current == entry_key() {
                let top = window().scroll_y().unwrap_or_default();
                match entries.of_current() {
                    Some(known) => *known = top,
                    None => {
                        let key = entries.current.clone();
                        entries.top.push((key, top));
                    }
                }
            }
        });
        let leave = window_event_listener(ev::pagehide, |_| restoration(ScrollRestoration::Auto));
        let back = window_event_listener(ev::pageshow, |_| restoration(ScrollRestoration::Manual));
        on_cleanup(move || {
            scroll.remove();
            leave.remove();
            back.remove();
        });
        Self { entries }
    }

    /// Scrolls to where this entry was left. A new entry is the router's business.
    pub(super) fn arrive(&self) {
        let mut entries = self.entries.borrow_mut();
        entries.current = entry_key();
        if let Some(top) = entries.of_current() {
            window().scroll_to_with_x_and_y(0.0, *top);
        }
    }
}

fn restoration(mode: ScrollRestoration) {
    if let Ok(history) = window().history() {
        // A browser that refuses keeps its own restoration, which is the fallback anyway.
        let _ = history.set_scroll_restoration(mode);
    }
}

/// The key of the current history entry (Navigation API), or the address where there is none.
fn entry_key() -> String {
    let get = |object: &JsValue, key: &str| js_sys::Reflect::get(object, &JsValue::from_str(key));
    get(window().as_ref(), "navigation")
        .and_then(|navigation| get(&navigation, "currentEntry"))
        .and_then(|entry| get(&entry, "key"))
        .ok()
        .and_then(|key| key.as_string())
        .unwrap_or_else(|| window().location().href().unwrap_or_default())
}
