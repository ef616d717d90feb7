//! View transitions: the browser fades from page to page, where it can.

use super::browser::{call, get};
use js_sys::Function;
use leptos::{
    prelude::{document, window},
    wasm_bindgen::{JsCast, JsValue, closure::Closure},
};

/// Runs `change`, which changes the page, inside a view transition; at once where the browser has
/// none or the visitor wants no motion.
///
/// The data of the next page is there by now: the browser does not draw until `change` has run.
pub(super) fn run(change: impl FnOnce() + 'static) {
    let document = document();
    let start = get(&document, "startViewTransition");
    match start.dyn_into::<Function>() {
        Ok(start) if !document.hidden() && !is_motion_unwanted() => {
            let change = Closure::once_into_js(change);
            // A transition that is refused has called `change` all the same.
            drop(start.call1(&document, &change));
        }
        _ => change(),
    }
}

fn is_motion_unwanted() -> bool {
    let query = JsValue::from_str("(prefers-reduced-motion: reduce)");
    let query = call(&window(), "matchMedia", &query);
    get(&query, "matches").is_truthy()
}
