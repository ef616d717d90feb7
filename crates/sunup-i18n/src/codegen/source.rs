//! [`Source`]: one Fluent file.

use super::Fault;
use fluent_syntax::{
    ast::{Entry, Message, Term},
    parser,
};

/// One Fluent file. The syntax tree borrows from its text, so that every piece of the tree says
/// by its address on which line it stands.
pub(super) struct Source {
    path: String,
    name: String,
    text: String,
}

impl Source {
    /// A file with the path to show in messages and its name without `.ftl`.
    pub(super) fn new(path: String, name: String, text: String) -> Self {
        Self { path, name, text }
    }

    /// The path to show in messages.
    pub(super) fn path(&self) -> &str {
        &self.path
    }

    /// The file's name without `.ftl`.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// The line of a piece of this file's text. What is no piece of it stands on the first line.
    pub(super) fn line_of(&self, piece: &str) -> usize {
        let offset = (piece.as_ptr() as usize).wrapping_sub(self.text.as_ptr() as usize);
        self.line_at(if offset <= self.text.len() { offset } else { 0 })
    }

    /// Parses the file. What could not be parsed is told in `faults`.
    pub(super) fn entries<'s>(&'s self, faults: &mut Vec<Fault>) -> Entries<'s> {
        let (resource, errors) = match parser::parse(self.text.as_str()) {
            Ok(resource) => (resource, Vec::new()),
            Err(partly) => partly,
        };
        faults.extend(errors.into_iter().map(|error| Fault {
            file: self.path.clone(),
            line: self.line_at(error.pos.start),
            reason: error.kind.to_string(),
        }));
        let mut entries = Entries::default();
        for entry in resource.body {
            match entry {
                Entry::Message(message) => entries.messages.push(message),
                Entry::Term(term) => entries.terms.push(term),
                _ => {}
            }
        }
        entries
    }

    fn line_at(&self, offset: usize) -> usize {
        let before = self.text.as_bytes().iter().take(offset);
        1 + before.filter(|byte| **byte == b'\n').count()
    }
}

/// What a file defines.
#[derive(Default)]
pub(super) struct Entries<'s> {
    pub(super) messages: Vec<Message<&'s str>>,
    pub(super) terms: Vec<Term<&'s str>>,
}
