//! [`start`]: takes over the document.

use crate::document::DocumentKind;
use any_spawner::Executor;
use leptos::{
    mount::hydrate_body,
    prelude::*,
    tachys::view::{Mountable, Render},
    web_sys::{HtmlElement, console},
};
use std::{mem::forget, panic::PanicHookInfo};

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
            mount(app, &body);
        }
    } else {
        hydrate_body(app);
    }
    // The attribute is only a sign; a document that refuses it works all the same.
    let _ = html.set_attribute("data-sunup", "ready");
}

/// Shows the application in place of what the shell says.
///
/// `mount_to_body` does the same, and in a debug build it asks for the feature `csr`, which is for
/// sites that are never hydrated.
fn mount<V: IntoView + 'static>(app: impl FnOnce() -> V, body: &HtmlElement) {
    // An error says that there is an executor already.
    let _ = Executor::init_wasm_bindgen();
    let owner = Owner::new();
    let mut state = owner.with(|| app().into_view().build());
    body.set_inner_html("");
    state.mount(body, None);
    // They live as long as the document.
    forget((owner, state));
}

/// Says in the console what would otherwise be "unreachable executed"; the console adds the stack.
fn report(panic: &PanicHookInfo<'_>) {
    console::error_1(&panic.to_string().into());
}
