//! Stores that belong to an entry of the session's history.

use super::live::Live;
use crate::effect::effect;
use crate::nav::entry;
use leptos::prelude::Get;
use leptos::wasm_bindgen::JsValue;
use std::{cell::RefCell, rc::Rc};

/// The entry that a store belongs to now.
pub(super) struct Entry {
    /// Empty until the browser has made the entry.
    key: RefCell<String>,
    /// What an entry begins with, written down.
    first: String,
}

impl Entry {
    pub(super) fn new(first: String) -> Self {
        let key = RefCell::new(entry::destination().unwrap_or_default());
        Self { key, first }
    }

    pub(super) fn first(&self) -> &str {
        &self.first
    }

    pub(super) fn kept(&self, name: &str) -> Option<String> {
        entry::kept(&self.key.borrow(), name)
    }

    pub(super) fn keep(&self, name: &str, record: String) -> Result<(), JsValue> {
        let key = self.key.borrow();
        if !key.is_empty() {
            entry::keep(&key, name, record);
        }
        Ok(())
    }

    /// Notes the entry that is shown. Says whether the store belonged to another one.
    fn moves_to(&self, shown: &str) -> bool {
        let before = self.key.replace(shown.to_owned());
        !before.is_empty() && before != shown
    }
}

/// Follows the entries while the store lives: a component may stay when the address changes.
pub(super) fn follow(live: Rc<Live>) {
    let settled = entry::settled();
    effect(move || {
        let shown = settled.get();
        if !shown.is_empty() && live.entry.moves_to(&shown) {
            live.return_to_entry();
        }
    });
}
