//! [`start`]: takes over the document.

use crate::document::DocumentKind;
use leptos::{
    mount::{hydrate_body, mount_to_body},
    prelude::*,
    web_sys::console,
};
use std::panic::PanicHookInfo;

/// Hydrates the page the server rendered, or mounts the application into a shell.
///
/// `frontend` calls it once. Afterwards `<html data-sunup="ready">` tells tests and styles that
/// the page answers to clicks.
pub fn start<V: IntoView + 'static>(app: impl FnOnce() -> V + 'static) {
    std::panic::set_hook(Box::new(report));
    let document = document();
    let Some(html) = document.document_element() else {
        return;
    };
    if html.get_attribute("data-sunup").as_deref() == Some(DocumentKind::Shell.marker()) {
        if let Some(body) = document.body() {
            body.set_inner_html("");
        }
        mount_to_body(app);
    } else {
        hydrate_body(app);
    }
    // The attribute is only a sign; a document that refuses it works all the same.
    let _ = html.set_attribute("data-sunup", "ready");
}

/// Says in the console what would otherwise be "unreachable executed"; the console adds the stack.
fn report(panic: &PanicHookInfo<'_>) {
    console::error_1(&panic.to_string().into());
}
