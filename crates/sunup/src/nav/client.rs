//! The browser's half: what a document load would have done by itself.

use super::scroll::Positions;
use crate::lazy::Lazy;
use leptos::wasm_bindgen::{JsCast, JsValue};
use leptos::web_sys::HtmlElement;
use leptos::{html, leptos_dom::helpers::request_animation_frame, prelude::*, task::spawn_local};
use leptos_router::hooks::use_location;

/// A slow navigation shows its progress bar after this many milliseconds; faster ones flash nothing.
const PATIENCE: u64 = 150;

/// Fetches the chunk of `part`, unless the visitor asked for little data.
pub(super) fn prefetch(part: &'static Lazy) {
    if !save_data() {
        // A prefetch that fails is tried again when the part is shown.
        spawn_local(async move { drop(part.preload().await) });
    }
}

/// Moves focus and scroll position after a client navigation, and announces the new page.
///
/// Stands once inside the router. `routing` is the router's `set_is_routing` signal.
#[component]
pub fn Navigation(
    /// True while the next page is loading.
    #[prop(into)]
    routing: Signal<bool>,
) -> impl IntoView {
    let location = use_location();
    let announcer = NodeRef::<html::P>::new();
    let positions = StoredValue::new_local(Positions::take_over());
    Effect::new(move |shown: Option<String>| {
        let path = location.pathname.get();
        if routing.get() {
            // The address changes before the page is there; wait for the page.
            return shown.unwrap_or(path);
        }
        if shown.is_some_and(|shown| shown != path) {
            // One frame later the router has put the address into the history.
            request_animation_frame(move || {
                positions.with_value(Positions::arrive);
                arrive(announcer);
            });
        }
        path
    });
    let slow = RwSignal::new(false);
    Effect::new(move |_| {
        if routing.get() {
            set_timeout(
                move || slow.set(routing.get_untracked()),
                std::time::Duration::from_millis(PATIENCE),
            );
        } else {
            slow.set(false);
        }
    });
    view! {
        <div class="nav-progress" hidden=move || !slow.get()></div>
        <p class="visually-hidden" aria-live="assertive" aria-atomic="true" node_ref=announcer></p>
    }
}

/// Puts the focus on the heading of the new page and lets screen readers say its title.
fn arrive(announcer: NodeRef<html::P>) {
    let document = document();
    if let Ok(Some(heading)) = document.query_selector("main h1")
        && let Ok(heading) = heading.dyn_into::<HtmlElement>()
    {
        heading.set_tab_index(-1);
        // Focus scrolls its element into view; the scroll position was just put right.
        let options = leptos::web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = heading.focus_with_options(&options);
    }
    if let Some(announcer) = announcer.get_untracked() {
        announcer.set_text_content(Some(&document.title()));
    }
}

/// Whether the browser sends `Save-Data: on`. Browsers without the interface do not.
fn save_data() -> bool {
    let get = |object: &JsValue, key: &str| js_sys::Reflect::get(object, &JsValue::from_str(key));
    get(window().navigator().as_ref(), "connection")
        .and_then(|connection| get(&connection, "saveData"))
        .is_ok_and(|value| value.is_truthy())
}
