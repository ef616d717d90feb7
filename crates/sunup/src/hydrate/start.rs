//! [`start`]: takes over the document.

use super::turns;
use crate::document::DocumentKind;
use any_spawner::Executor;
use hydration_context::{HydrateSharedContext, SharedContext};
use leptos::{
    prelude::*,
    tachys::{
        hydration::Cursor,
        view::{Mountable, PositionState, Render, RenderHtml},
    },
    web_sys::{Element, HtmlElement, console},
};
use std::{mem::forget, panic::PanicHookInfo, sync::Arc};

/// Hydrates the page the server rendered, or mounts the application into a shell.
///
/// `frontend` calls it once. Afterwards `<html data-sunup="ready">` tells tests and styles that
/// the page answers to clicks.
pub fn start<V: IntoView + 'static>(app: impl FnOnce() -> V + 'static) {
    std::panic::set_hook(Box::new(report));
    // An error says that there is an executor already.
    let _ = Executor::init_wasm_bindgen();
    let document = document();
    let (Some(html), Some(body)) = (document.document_element(), document.body()) else {
        return;
    };
    if html.get_attribute("data-sunup").as_deref() == Some(DocumentKind::Shell.marker()) {
        mount(app, &body);
        say_ready(&html);
    } else {
        hydrate(app, body, Box::new(move || say_ready(&html)));
    }
}

fn say_ready(html: &Element) {
    // The attribute is only a sign; a document that refuses it works all the same.
    let _ = html.set_attribute("data-sunup", "ready");
}

/// Takes over what the document shows. `hydrate_body` of Leptos does the same in one go.
fn hydrate<V: IntoView + 'static>(app: impl FnOnce() -> V, body: HtmlElement, ready: turns::Turn) {
    let context = Arc::new(HydrateSharedContext::new());
    let owner = Owner::new_root(Some(context.clone()));
    turns::begin();
    let state = owner.with(|| {
        let view = app().into_view();
        view.hydrate::<true>(&Cursor::new(body.into()), &PositionState::default())
    });
    // They live as long as the document.
    forget((owner, state));
    turns::run(Box::new(move || context.hydration_complete()), ready);
}

/// Shows the application in place of what the shell says.
///
/// `mount_to_body` does the same, and in a debug build it asks for the feature `csr`, which is for
/// sites that are never hydrated.
fn mount<V: IntoView + 'static>(app: impl FnOnce() -> V, body: &HtmlElement) {
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
