//! The browser's half: what a document load would have done by itself.

use super::{Progress, entry, prefetch, scroll::Positions};
use crate::effect::effect;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, FocusOptions, HtmlElement};
use leptos::{
    attr::Attribute, html, leptos_dom::helpers::request_animation_frame, prelude::*,
    tachys::html::class,
};
use leptos_router::hooks::use_location;
use std::time::Duration;

/// A slow navigation shows its progress bar after this long; faster ones flash nothing.
const PATIENCE: Duration = Duration::from_millis(150);

/// Moves focus and scroll position after a client navigation, and announces the new page. Fetches
/// what the page behind a link needs when the pointer or the keyboard rests on the link.
///
/// Stands once inside the router, below [`Progress::provide`](super::Progress::provide).
#[component]
pub fn Navigation() -> impl IntoView {
    prefetch::follow_links();
    let progress = Progress::current();
    let announcer = NodeRef::<html::P>::new();
    let positions = StoredValue::new_local(Positions::take_over());
    let expected = StoredValue::new_local(false);
    entry::follow(progress);
    let arrive_when_ready = move || {
        // The router starts on the next page in a task of its own. A frame later it has, and what
        // it says of its progress is true; and a page that was ready is in the document.
        request_animation_frame(move || {
            if expected.get_value() && !untrack(|| progress.is_busy()) {
                expected.set_value(false);
                // Sections that open again make the page as long as it was.
                entry::settle();
                let target = target();
                positions.with_value(|positions| positions.arrive(target.as_ref()));
                arrive(target, announcer);
            }
        });
    };
    let location = use_location();
    let mut shown = None;
    effect(move || {
        let (path, query) = (location.pathname.get(), location.search.get());
        let address = [path.as_str(), &query, &location.hash.get()].join("?");
        let before = shown.replace(address.clone());
        if before.is_some_and(|before| before != address) {
            expected.set_value(true);
            arrive_when_ready();
        }
    });
    effect(move || {
        if !progress.is_busy() {
            arrive_when_ready();
        }
    });
    let slow = RwSignal::new(false);
    let mut timer: Option<TimeoutHandle> = None;
    effect(move || {
        if progress.is_busy() {
            // One timer for each navigation, however often its state changes.
            let begin = || set_timeout_with_handle(move || slow.set(true), PATIENCE).ok();
            timer = timer.or_else(begin);
        } else {
            if let Some(timer) = timer.take() {
                timer.clear();
            }
            slow.set(false);
        }
    });
    view! {
        <div class="nav-progress" hidden=move || !slow.get()></div>
        <p class="visually-hidden" aria-live="assertive" aria-atomic="true" node_ref=announcer></p>
    }
}

/// The class names of an element. Without any, nothing is done in a document either.
pub(super) fn class(names: Option<&'static str>) -> impl Attribute {
    class::class(names)
}

/// What the fragment of the address points at.
fn target() -> Option<Element> {
    let anchor = window().location().hash().unwrap_or_default();
    let anchor = js_sys::decode_uri_component(anchor.trim_start_matches('#'));
    let anchor = anchor.ok()?.as_string()?;
    document().get_element_by_id(&anchor)
}

/// Puts the focus where a document load would have: on what the address points at, or else on the
/// heading, so that the keyboard and screen readers go on from there. The router swallows the
/// clicks with which the browser would have done it. Announces the title.
fn arrive(target: Option<Element>, announcer: NodeRef<html::P>) {
    let document = document();
    let heading = || document.query_selector("main h1").ok().flatten();
    if let Some(target) = target.or_else(heading) {
        focus(&target);
    }
    if let Some(announcer) = announcer.get_untracked() {
        announcer.set_text_content(Some(&document.title()));
    }
}

/// Focuses an element that is not for the keyboard by itself, where the page is scrolled now.
fn focus(element: &Element) {
    let Some(element) = element.dyn_ref::<HtmlElement>() else {
        return;
    };
    if !element.has_attribute("tabindex") {
        element.set_tab_index(-1);
    }
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    // An element that refuses the focus leaves it where it was.
    let _ = element.focus_with_options(&options);
}
