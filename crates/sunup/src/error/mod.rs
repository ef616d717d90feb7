//! The one error of pages and server functions: a status and a text that is safe to show.

mod page_error;
#[cfg(feature = "ssr")]
mod server;

pub use page_error::PageError;
