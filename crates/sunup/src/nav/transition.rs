//! View transitions: the browser fades from page to page, where it can.

use super::browser::{call, get};
use js_sys::{Function, Promise};
use leptos::{
    prelude::{document, window},
    task::spawn_local,
    wasm_bindgen::{JsCast, JsValue, closure::Closure},
};
use wasm_bindgen_futures::JsFuture;

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
            let transition = start.call1(&document, &change).unwrap_or_default();
            if let Ok(ready) = get(&transition, "ready").dyn_into::<Promise>() {
                // It is rejected when the next navigation cuts the transition short. Nobody is
                // interested, but a rejection that nobody hears of is an error in the console.
                spawn_local(async move { drop(JsFuture::from(ready).await) });
            }
        }
        _ => change(),
    }
}

fn is_motion_unwanted() -> bool {
    let query = JsValue::from_str("(prefers-reduced-motion: reduce)");
    let query = call(&window(), "matchMedia", &query);
    get(&query, "matches").is_truthy()
}
