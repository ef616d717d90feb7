//! Short messages about what just happened, with a way to take it back.
//!
//! ```no_run
//! use leptos::prelude::*;
//! use sunup::toast::{Toast, Toaster, Toasts};
//!
//! #[component]
//! fn App() -> impl IntoView {
//!     Toasts::provide();
//!     view! {
//!         <Forget/>
//!         <Toaster dismiss="Dismiss"/>
//!     }
//! }
//!
//! #[component]
//! fn Forget() -> impl IntoView {
//!     let toasts = Toasts::current();
//!     let forget = move |_| {
//!         toasts.show(Toast::new("The list is empty now.").action("Undo", || { /* … */ }));
//!     };
//!     view! { <button on:click=forget>"Clear the list"</button> }
//! }
//! # let owner = Owner::new();
//! # owner.set();
//! # App();
//! ```
//! A toast is never the only way to a thing, nor the only place of a fact: it goes away by itself,
//! and who reads with a magnifier or a screen reader may not reach it in time.

#[allow(
    clippy::module_inception,
    reason = "a type and its file share the name"
)]
mod toast;
mod toaster;
mod toasts;

pub use toast::Toast;
pub use toaster::Toaster;
pub use toasts::Toasts;
