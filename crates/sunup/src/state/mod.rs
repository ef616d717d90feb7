//! State that outlives a page: one typed store for each concern, provided once, used anywhere.
//!
//! A store is a [`Store`](reactive_stores::Store) of `reactive_stores`, whose fields are followed
//! one by one. What is special about it is said where it is provided, in a [`Plan`]:
//!
//! ```
//! use leptos::prelude::*;
//! use reactive_stores::Store;
//! use serde::{Deserialize, Serialize};
//! use sunup::state::{self, Older, Place, Plan};
//!
//! #[derive(Clone, Debug, Default, Serialize, Deserialize, Store)]
//! struct Basket {
//!     items: Vec<String>,
//!     note: String,
//! }
//!
//! /// Version 1 was a list without a note.
//! fn older(kept: Older<'_>) -> Option<Basket> {
//!     let items = kept.read::<Vec<String>>()?;
//!     Some(Basket { items, ..Basket::default() })
//! }
//!
//! #[component]
//! fn App() -> impl IntoView {
//!     Plan::new("basket", Basket::default())
//!         .keep(Place::Local)
//!         .tabs()
//!         .version(2)
//!         .migrate(older)
//!         .provide();
//!     view! { <Count/> }
//! }
//!
//! #[component]
//! fn Count() -> impl IntoView {
//!     let basket = state::current::<Basket>();
//!     view! { <p>{move || basket.items().read().len()} " items"</p> }
//! }
//! # let owner = Owner::new();
//! # owner.set();
//! # App();
//! # assert!(state::current::<Basket>().items().read_untracked().is_empty());
//! ```
//!
//! | method | meaning |
//! |---|---|
//! | [`Plan::new`] | a value that can be written down |
//! | [`Plan::preference`] | one word of few, in a cookie, for the stylesheet and the next page |
//! | [`provide`] | a value that lives in this tab's memory and nowhere else |
//! | [`seed`](Plan::seed) | the first value is made on the server and handed over in the page |
//! | [`keep`](Plan::keep) | the value is there again after a reload, or on the way back |
//! | [`tabs`](Plan::tabs) | all tabs of the site have the same value; the last write wins |
//! | [`version`](Plan::version), [`migrate`](Plan::migrate) | what an earlier release kept is understood |
//!
//! **What is kept comes after hydration.** The server does not know it, and the first view in the
//! browser has to be the one the server rendered; a moment later the value is there.
//!
//! **Data that has to be waited for** is loaded as in any page, and the store is made from it:
//! `<Loaded resource=… let:data>` and in it `Plan::new("cart", data).provide()`. It is fetched
//! once, on the server, like everything that [`load`](crate::page::load) loads.
//!
//! **What cannot be read is ignored**, and the store keeps its first value: text that somebody else
//! wrote under the name, a version from the future, a damaged value. A storage that is full or
//! forbidden costs the memory of the value and nothing else. Builds with debug assertions say so
//! in the console, and list all stores and their last hundred changes in
//! `window.__SUNUP_STATE__`; other builds contain nothing of it.
//!
//! **Keep stores to structs.** Deriving `Store` for an enum gives the fields of all its variants
//! one trigger in reactive_stores 0.4. An enum *inside* a struct, without the derive, is fine.

mod binding;
mod codec;
mod context;
mod handover;
mod older;
mod place;
mod plan;
#[cfg(any(test, not(feature = "ssr")))]
mod record;

#[cfg(feature = "ssr")]
mod server;
#[cfg(feature = "ssr")]
use server as side;

#[cfg(not(feature = "ssr"))]
mod client;
#[cfg(not(feature = "ssr"))]
use client as side;

pub use context::{current, provide};
pub use older::Older;
pub use place::Place;
pub use plan::Plan;
