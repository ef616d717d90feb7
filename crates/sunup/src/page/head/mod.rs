//! [`Head`]: title, description and canonical address of a page.
//!
//! It stands in for leptos_meta, which does not escape titles on the server, and of whose
//! components the browser would download 50 kB of wasm (before optimisation) to set three values.

mod component;
mod metadata;

#[cfg(not(feature = "ssr"))]
mod client;
#[cfg(not(feature = "ssr"))]
use client as side;
#[cfg(feature = "ssr")]
mod server;
#[cfg(feature = "ssr")]
use server as side;

pub use component::{Head, provide_title_format};
pub use metadata::Metadata;

#[cfg(feature = "ssr")]
pub(crate) use server::HeadSlot;
