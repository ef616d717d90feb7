//! Moving between pages: the route table, links, and what a document load would have done by
//! itself (focus, scroll position, announcement) after a client navigation.

mod link;
mod pagination;
mod progress;
mod routes;

#[cfg(feature = "ssr")]
mod server;
#[cfg(feature = "ssr")]
use server as side;

#[cfg(not(feature = "ssr"))]
mod client;
#[cfg(not(feature = "ssr"))]
use client as side;

#[cfg(feature = "hydrate")]
mod browser;
#[cfg(feature = "hydrate")]
pub(crate) mod entry;
#[cfg(feature = "hydrate")]
mod fields;
#[cfg(feature = "hydrate")]
mod prefetch;
#[cfg(feature = "hydrate")]
mod scroll;
#[cfg(feature = "hydrate")]
mod transition;

pub use link::Link;
pub use pagination::Pagination;
pub use progress::Progress;
pub use routes::{Outlet, Routes};
pub use side::Navigation;
