//! Preferences: a cookie, mirrored as an attribute of the document.

use crate::preference;
use leptos::leptos_dom::helpers::request_animation_frame;
use leptos::prelude::{document, set_timeout};
use leptos::wasm_bindgen::{JsCast, JsValue};
use leptos::web_sys::HtmlDocument;
use std::{cell::RefCell, time::Duration};

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

/// Shows the stylesheet the word, when the control that was used has been painted: a theme is a new
/// style for every element, which takes a phone longer than an answer to a tap may.
pub(super) fn mirror(name: &str, word: &str) {
    let (name, word) = (["data-", name].concat(), word.to_owned());
    WANTED.with_borrow_mut(|wanted| {
        wanted.retain(|(other, _)| *other != name);
        wanted.push((name, word));
    });
    if document().hidden() {
        // No frame comes, and nobody waits.
        show();
    } else {
        request_animation_frame(|| set_timeout(show, Duration::ZERO));
    }
}

thread_local! {
    /// Attributes and their last words, until they are shown.
    static WANTED: RefCell<Vec<(String, String)>> = const { RefCell::new(Vec::new()) };
}

fn show() {
    let wanted = WANTED.take();
    if let Some(root) = document().document_element() {
        for (name, word) in wanted {
            if root.get_attribute(&name).as_ref() != Some(&word) {
                // The name is ours and valid, which is the only condition.
                let _ = root.set_attribute(&name, &word);
            }
        }
    }
}
