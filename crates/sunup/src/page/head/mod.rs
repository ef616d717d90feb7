//! [`Head`]: what a page says about itself, one typed tree for every kind of reader.
//!
//! ```text
//! Metadata   title, description, canonical address, whether it is listed
//! └ Details  kind (Article, Person, …), picture, trail, other forms, neighbours
//! Site       what is true of every page: name, language, feeds, search
//! ```
//! The server prints the tree as tags: the basic ones, Open Graph, Twitter's card, links, JSON-LD.
//! The browser sets four of them after a client navigation and downloads nothing of the rest.
//!
//! It stands in for leptos_meta, which does not escape titles on the server, and of whose
//! components the browser would download 50 kB of wasm (before optimisation) to set three values.

mod component;
mod details;
mod metadata;
mod on_server;
mod title;

#[cfg(not(feature = "ssr"))]
mod client;
#[cfg(not(feature = "ssr"))]
use client as side;
#[cfg(feature = "ssr")]
mod server;
#[cfg(feature = "ssr")]
use server as side;
#[cfg(feature = "ssr")]
mod site;

pub use component::Head;
pub use details::{Alternate, Article, Crumb, Details, Image, Kind, Person};
pub use metadata::Metadata;
pub use on_server::OnServer;
#[cfg(feature = "ssr")]
pub use site::{Search, Site, provide_site};
pub use title::provide_title_format;

#[cfg(feature = "ssr")]
pub(crate) use server::{HeadSlot, escape};
