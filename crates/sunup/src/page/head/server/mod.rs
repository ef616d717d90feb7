//! The server's half: the metadata is printed into the finished document.
//!
//! ```text
//! slot     brings the metadata from the component to the finished document
//! tags     the head as HTML, in order
//! social   Open Graph and Twitter's card
//! json_ld  the scripts, and why nothing in them can end a script
//! schema   what they say, in the words of schema.org
//! text     escaping, and letters that do not belong into metadata
//! ```

mod json_ld;
mod on_server;
mod schema;
mod slot;
mod social;
mod tags;
mod text;

pub use on_server::OnServer;
pub(crate) use slot::HeadSlot;
pub(super) use slot::state;
pub(crate) use text::escape;

#[cfg(test)]
mod tests;
