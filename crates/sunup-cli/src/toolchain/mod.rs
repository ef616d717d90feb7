//! The Rust toolchain of the checkout, and its standard library for the browser.

mod choice;
mod wasm_std;

pub(crate) use self::choice::{DEBIAN, Toolchain};
pub(crate) use self::wasm_std::{WASM, WasmStd, remove_stale_wasm};
