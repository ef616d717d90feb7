//! The browser's entry point.

#![allow(unsafe_code)] // `#[wasm_bindgen]` exports the function with unsafe attributes.

/// Called by the script in the document's head.
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    sunup::hydrate::start(crate::App);
}
