//! Builds with debug assertions list their stores in `window.__SUNUP_STATE__`:
//!
//! ```js
//! __SUNUP_STATE__.stores.theme     // "Dark"
//! __SUNUP_STATE__.changes.at(-1)   // { store: "theme", value: "Dark", source: "another tab", at: 1795… }
//! ```

use js_sys::{Array, Date, Object, Reflect};
use leptos::prelude::{Effect, Read, on_cleanup, window};
use leptos::wasm_bindgen::{JsCast, JsValue};
use leptos::web_sys::console;
use reactive_stores::Store;
use std::{cell::RefCell, collections::HashMap, fmt::Debug};

const GLOBAL: &str = "__SUNUP_STATE__";

/// The most changes that are remembered.
const LIMIT: u32 = 100;

thread_local! {
    /// Where the next change of a store comes from, when it is not this tab's own.
    static SOURCES: RefCell<HashMap<&'static str, &'static str>> = RefCell::default();
}

/// Lists the store and its changes for as long as it lives.
pub(in crate::state) fn inspect<T: Debug + Send + Sync + 'static>(
    name: &'static str,
    store: Store<T>,
) {
    Effect::new(move |before: Option<String>| {
        let value = format!("{:?}", &*store.read());
        let (stores, changes) = lists();
        set(&stores, name, &value);
        let source = SOURCES.with_borrow_mut(|sources| sources.remove(name));
        if before.is_some_and(|before| before != value) || source.is_some() {
            let change = Object::new();
            set(&change, "store", name);
            set(&change, "value", &value);
            set(&change, "source", source.unwrap_or("this tab"));
            // Setting a property of an object of our own cannot fail.
            let _ = Reflect::set(&change, &"at".into(), &Date::now().into());
            changes.push(&change);
            if changes.length() > LIMIT {
                changes.shift();
            }
        }
        value
    });
    on_cleanup(move || {
        let _ = Reflect::delete_property(&lists().0, &name.into());
    });
}

/// The next change of a store is not this tab's own.
pub(super) fn comes_from(name: &'static str, source: &'static str) {
    SOURCES.with_borrow_mut(|sources| sources.insert(name, source));
}

/// Says in the console what was ignored or lost.
pub(super) fn complain(name: &'static str, source: &'static str, why: &'static str) {
    SOURCES.with_borrow_mut(|sources| sources.remove(name));
    console::warn_1(&format!("store {name:?}: {source} {why}").into());
}

/// The stores by name and the changes in their order, in the page's global object.
fn lists() -> (Object, Array) {
    let window = window();
    let known = Reflect::get(&window, &GLOBAL.into()).ok();
    let global = known
        .and_then(|known| known.dyn_into::<Object>().ok())
        .unwrap_or_else(|| {
            let global = Object::new();
            let _ = Reflect::set(&global, &"stores".into(), &Object::new());
            let _ = Reflect::set(&global, &"changes".into(), &Array::new());
            let _ = Reflect::set(&window, &GLOBAL.into(), &global);
            global
        });
    let part = |name: &str| Reflect::get(&global, &name.into()).unwrap_or_default();
    (
        part("stores").unchecked_into(),
        part("changes").unchecked_into(),
    )
}

fn set(object: &Object, name: &str, value: &str) {
    let _ = Reflect::set(object, &JsValue::from_str(name), &JsValue::from_str(value));
}
