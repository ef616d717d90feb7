//! Markdown to HTML that is safe to put into a page, valid, and readable by everyone.
//!
//! ```text
//! render     the way of a text, step by step; `Rendered` is what comes out
//! footnotes, tasks   what they do with the events of Markdown
//! nesting    how deep a text may go
//! sanitise   what may stand in a text; before it, nothing is trusted
//! markup     the safe text as tags and texts, which the steps after it add to:
//!            tasks  footnotes  links  images (pictures)  tables  headings (anchor)  code (highlight)
//! prose      words, reading time, text for search
//! ```
//!
//! Only the steps after `sanitise` give ids, roles, labels and most classes. An author's own HTML
//! cannot bring any, and is treated like Markdown: a `<table>` scrolls, an `<h2>` gets its anchor.

mod anchor;
mod code;
mod footnotes;
mod headings;
mod highlight;
mod images;
mod links;
mod markup;
mod nesting;
mod pictures;
mod prose;
mod render;
mod sanitise;
mod tables;
mod tasks;
#[cfg(test)]
mod tests;

pub use pictures::Pictures;
pub(super) use render::{render, render_beside};
