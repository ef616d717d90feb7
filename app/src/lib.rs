//! Conduit, a publication about web engineering: everything a visitor sees.
//!
//! Start with `app.rs`, the route table. A page is a file in `pages/`; a page with data is a
//! folder there: `mod.rs` its components, `data.rs` what both sides share, `queries.rs` the SQL.

// `#[component]` hides the function it is given and keeps its visibility, which the lint then
// finds unreachable.
#![allow(unreachable_pub)]

mod app;
mod components;
mod listing;
mod pages;
mod reader;
mod t;

#[cfg(feature = "ssr")]
pub mod caching;
#[cfg(feature = "ssr")]
pub mod content;
#[cfg(feature = "ssr")]
pub mod database;
#[cfg(feature = "ssr")]
pub mod document;
#[cfg(feature = "ssr")]
mod entities;
#[cfg(feature = "ssr")]
mod migration;
#[cfg(feature = "ssr")]
pub mod state;
#[cfg(feature = "ssr")]
pub mod syndication;
#[cfg(feature = "ssr")]
mod text_search;

pub use app::App;
pub use reader::preferences;
