#![doc = include_str!("../README.md")]
#![warn(missing_docs)]
// `#[component]` hides the function it is given and keeps its visibility, which the lint then
// finds unreachable.
#![allow(unreachable_pub)]

#[cfg(feature = "ssr")]
pub mod cache;
pub mod document;
mod effect;
pub mod error;
#[cfg(feature = "hydrate")]
pub mod hydrate;
pub mod lazy;
pub mod nav;
pub mod page;
pub mod preference;
pub mod prelude;
#[cfg(feature = "ssr")]
pub mod render;
pub mod state;
pub mod theme;
pub mod toast;

pub use effect::effect;
pub use error::PageError;
pub use http::StatusCode;
/// What typed messages are made of; pages use the site's own module `t`.
pub use sunup_i18n as i18n;

// Tests of the browser's half run in a browser, whatever runs them.
#[cfg(all(test, target_family = "wasm"))]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

/// What the macros of this crate expand to; not part of the public interface.
#[doc(hidden)]
pub mod reexports {
    pub use leptos;
}
