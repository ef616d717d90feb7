//! The server's entry point: pages and server functions, each in a task of its own, with a
//! deadline.
//!
//! ```text
//! Renderer::page      one document, complete before it leaves: status, headers, title and body
//! Renderer::function  one answer of a server function
//! ```
//! The site's router mounts both; [`Renderer::routes`] lists the patterns of the pages.

mod document;
mod function;
mod leads;
mod outcome;
mod owner_slot;
mod page;
mod placeholders;
mod renderer;
mod slots;
mod task;

pub use renderer::{ErrorDocument, RenderError, Renderer, RendererConfig};
