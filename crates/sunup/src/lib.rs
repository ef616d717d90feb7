#![doc = include_str!("../README.md")]
#![warn(missing_docs)]
// `#[component]` hides the function it is given and keeps its visibility, which the lint then
// finds unreachable.
#![allow(unreachable_pub)]

pub mod document;
pub mod error;
#[cfg(feature = "hydrate")]
pub mod hydrate;
pub mod lazy;
pub mod nav;
pub mod page;
pub mod prelude;
#[cfg(feature = "ssr")]
pub mod render;

pub use error::PageError;

/// What the macros of this crate expand to; not part of the public interface.
#[doc(hidden)]
pub mod reexports {
    pub use leptos;
}
