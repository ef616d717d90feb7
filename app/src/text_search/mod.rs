//! What SQLite's FTS5 does for the search, for databases that have nothing like it.
//!
//! PostgreSQL finds rows by their words and ranks them. What a word is, which of a text's words are
//! marked, and which part of a text is shown, is decided here, so that a search finds and shows the
//! same on both.
//!
//! ```text
//! tokens   the words of a text, as `unicode61 remove_diacritics 2` finds them
//! vector   an article as a `tsvector`
//! asked    the words of a search: `tsquery`, and which words of a text they mean
//! marks    a text with marks, and the part of it that fits a search best
//! ```

mod asked;
mod marks;
mod tokens;
mod vector;

pub(crate) use asked::Asked;
pub(crate) use marks::{END, START, highlight, snippet};
pub(crate) use vector::vector;
