//! [`Fault`]: what is wrong with a line of a Fluent file.

use super::source::Source;
use std::fmt;

/// What is wrong with a line of a Fluent file, written `locales/en/nav.ftl:12: reason`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// Path of the file.
    pub file: String,
    /// Line, counted from 1.
    pub line: usize,
    /// What is wrong, and what would be right where that is known.
    pub reason: String,
}

impl Fault {
    /// A fault at a piece of a file's text.
    pub(super) fn at(source: &Source, piece: &str, reason: impl Into<String>) -> Self {
        Self {
            file: source.path().to_owned(),
            line: source.line_of(piece),
            reason: reason.into(),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.reason)
    }
}
