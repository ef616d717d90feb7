//! Local and session storage.

use crate::state::Place;
use leptos::prelude::window;
use leptos::wasm_bindgen::JsValue;
use leptos::web_sys::Storage;

/// The record of a store. A storage that is forbidden holds none.
pub(super) fn find(place: Place, name: &str) -> Option<String> {
    of(place).ok()??.get_item(&key(name)).ok()?
}

/// Keeps the record of a store.
///
/// # Errors
/// When the storage is full or forbidden.
pub(super) fn keep(place: Place, name: &str, record: &str) -> Result<(), JsValue> {
    match of(place)? {
        Some(storage) => storage.set_item(&key(name), record),
        None => Err(JsValue::NULL),
    }
}

fn of(place: Place) -> Result<Option<Storage>, JsValue> {
    if place == Place::Session {
        window().session_storage()
    } else {
        window().local_storage()
    }
}

/// Below a prefix, because all programs of an origin share its storage.
fn key(name: &str) -> String {
    ["sunup-", name].concat()
}
