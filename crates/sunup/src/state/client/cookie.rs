//! Preferences: a cookie, mirrored as an attribute of the document.

use crate::preference;
use leptos::prelude::document;
use leptos::wasm_bindgen::{JsCast, JsValue};
use leptos::web_sys::HtmlDocument;

/// The word in the cookie.
pub(super) fn find(name: &str) -> Option<String> {
    preference::cookie(name)
}

/// Writes the cookie the way the server would.
///
/// # Errors
/// When the document may have no cookies.
pub(super) fn keep(name: &str, word: &str) -> Result<(), JsValue> {
    let document = document();
    let protocol = document.location().and_then(|here| here.protocol().ok());
    let secure = match protocol.as_deref() {
        Some("https:") => "; Secure",
        _ => "",
    };
    let year = "; Path=/; Max-Age=31536000; SameSite=Lax";
    let cookie = [name, "=", word, year, secure].concat();
    document
        .unchecked_into::<HtmlDocument>()
        .set_cookie(&cookie)
}

/// Shows the stylesheet the word.
pub(super) fn mirror(name: &str, word: &str) {
    if let Some(root) = document().document_element() {
        // The name is ours and valid, which is the only condition.
        let _ = root.set_attribute(&["data-", name].concat(), word);
    }
}
