//! The pages by which frameworks are compared, as a Sunup app. `server/` serves them, `bare/` the
//! same ones under plain Leptos.

// `#[component]` hides the function it is given and keeps its visibility, which the lint then
// finds unreachable.
#![allow(unreachable_pub)]

mod app;
pub mod counter;
mod pages;
pub mod rows;
pub mod small;

#[cfg(feature = "hydrate")]
mod browser;
#[cfg(feature = "ssr")]
pub mod document;
#[cfg(feature = "ssr")]
pub mod renders;

pub use app::App;
