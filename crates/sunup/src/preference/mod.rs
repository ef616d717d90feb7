//! Preferences: how a visitor likes to read, one word out of few.
//!
//! ```
//! use leptos::prelude::*;
//! use sunup::{preference::{PreferenceSwitch, Word}, state::Plan};
//!
//! #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
//! enum Size {
//!     #[default]
//!     Normal,
//!     Large,
//! }
//!
//! impl Word for Size {
//!     const ALL: &'static [Self] = &[Self::Normal, Self::Large];
//!
//!     fn word(self) -> &'static str {
//!         match self {
//!             Self::Normal => "normal",
//!             Self::Large => "large",
//!         }
//!     }
//! }
//!
//! #[component]
//! fn SizeSwitch() -> impl IntoView {
//!     let size = sunup::state::current::<Size>();
//!     let text = |size| match size {
//!         Size::Normal => "Normal".to_owned(),
//!         Size::Large => "Large".to_owned(),
//!     };
//!     view! { <PreferenceSwitch name="text" label="Size of the text" store=size text/> }
//! }
//!
//! #[component]
//! fn App() -> impl IntoView {
//!     Plan::<Size>::preference("text").provide();
//!     view! { <SizeSwitch/> }
//! }
//! ```
//! The stylesheet says `:root[data-text="large"] { … }`.
//!
//! **The first frame.** A page that was rendered for a preference needs nothing more: the theme
//! does it, and its cookie is part of the key of every cache ([`theme`](crate::theme)). A
//! preference that is not worth a copy of each page in the caches is read by
//! [`early_script`], 150 bytes in the document's head, before anything is painted.
//!
//! **Without JavaScript** the switch is a form that posts to the site, which answers with the
//! cookie and sends the visitor back (`sunup_server::preferences`).

mod cookie;
#[cfg(feature = "ssr")]
mod early;
mod switch;
mod word;

#[cfg(feature = "ssr")]
#[path = "server.rs"]
mod side;
#[cfg(not(feature = "ssr"))]
#[path = "client.rs"]
mod side;

#[cfg(not(feature = "ssr"))]
pub(crate) use cookie::cookie;
pub use cookie::preferred;
#[cfg(feature = "ssr")]
pub use early::early_script;
pub use switch::PreferenceSwitch;
pub use word::Word;
