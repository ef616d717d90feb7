//! Interfaces of the browser that web-sys has no stable names for. What a browser lacks is
//! `undefined`, as in JavaScript.

use js_sys::{Function, Reflect};
use leptos::wasm_bindgen::{JsCast, JsValue};

/// A property of an object.
pub(super) fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(name)).unwrap_or_default()
}

/// What a method answers to one argument.
pub(super) fn call(object: &JsValue, method: &str, argument: &JsValue) -> JsValue {
    let method = get(object, method).dyn_into::<Function>();
    let answer = method.and_then(|method| method.call1(object, argument));
    answer.unwrap_or_default()
}
