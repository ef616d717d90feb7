//! Colours for code: which part of a program is a comment, a text, a keyword.
//!
//! ```ignore
//! let language = Language::named("rust").expect("known");
//! for Piece { kind, text } in pieces(language, "let x = 1;") { … }
//! ```
//!
//! ```text
//! language   the languages by name     kind      what a part can be, and its class
//! scanner    walks through a text      measure   how long is the string, the comment, the number?
//! rust, sql, …   one language a file: a function that calls `mark` until the text is used up
//! ```
//!
//! A scanner reads from left to right and looks at every character a bounded number of times, so
//! that no text, however strange, takes long. It colours and does not judge: whatever it does not
//! know is plain.

mod css;
mod diff;
mod fluent;
mod html;
mod http;
mod json;
mod kind;
mod language;
mod measure;
mod rust;
mod scanner;
mod script;
mod shell;
mod sql;
#[cfg(test)]
mod tests;
mod toml;

pub(super) use language::Language;
pub(super) use scanner::{Piece, pieces};
