//! Moving between pages: links that prefetch, and what a document load would have done by itself
//! (focus, scroll position, announcement) after a client navigation.

mod link;
mod progress;

#[cfg(feature = "ssr")]
mod server;
#[cfg(feature = "ssr")]
use server as side;

#[cfg(not(feature = "ssr"))]
mod client;
#[cfg(not(feature = "ssr"))]
use client as side;

#[cfg(feature = "hydrate")]
pub(crate) mod entry;
#[cfg(feature = "hydrate")]
mod fields;
#[cfg(feature = "hydrate")]
mod scroll;

pub use link::Link;
pub use progress::Progress;
pub use side::Navigation;
