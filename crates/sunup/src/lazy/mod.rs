//! Parts of a page whose code the browser loads when they are needed.
//!
//! ```
//! use leptos::prelude::*;
//! use sunup::prelude::*;
//!
//! #[component]
//! fn Editor() -> impl IntoView {
//!     view! { <textarea></textarea> }
//! }
//!
//! sunup::lazy! {
//!     /// The editor, in a chunk of its own.
//!     pub static EDITOR = editor() = view! { <Editor/> };
//! }
//!
//! #[component]
//! fn Page() -> impl IntoView {
//!     view! { <h1>"Write"</h1> <LazyPart part=&EDITOR/> }
//! }
//! ```
//!
//! `#[lazy_route]` of Leptos 0.8 panics when its chunk cannot be fetched, and a panic ends every
//! wasm application. Here the fetch is tried again with growing pauses; when it still fails the
//! visitor sees a message with a retry button and everything around it goes on.

mod error;
mod part;

#[cfg(feature = "ssr")]
mod chunk_slot;
#[cfg(feature = "ssr")]
mod server;
#[cfg(feature = "ssr")]
use server as side;

#[cfg(not(feature = "ssr"))]
mod client;
#[cfg(not(feature = "ssr"))]
use client as side;

#[cfg(feature = "hydrate")]
pub(crate) mod form_values;
#[cfg(feature = "hydrate")]
mod retry;

#[cfg(sunup_split)]
mod split;
#[cfg(not(sunup_split))]
mod whole;

pub use error::LazyError;
pub use part::{Lazy, LazyFuture};
pub use side::LazyPart;

#[cfg(feature = "ssr")]
pub(crate) use chunk_slot::ChunkSlot;
#[cfg(feature = "ssr")]
pub use server::SplitManifest;
