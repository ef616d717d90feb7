//! The browser's half: the cookies of the document.

use leptos::prelude::document;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlDocument;

/// All cookies of the document; none where it may have none.
pub(super) fn cookies() -> Option<String> {
    document().unchecked_into::<HtmlDocument>().cookie().ok()
}
