//! [`Catalog`]: what the files of one language define.

use super::{Fault, source::Source};
use fluent_syntax::ast::{Message, Pattern, Term};
use std::collections::BTreeMap;

/// What the files of one language define. A message is known in its own file, a term in all.
pub(super) struct Catalog<'s> {
    pub(super) files: Vec<File<'s>>,
    terms: BTreeMap<&'s str, (&'s Source, Term<&'s str>)>,
}

/// One file.
pub(super) struct File<'s> {
    pub(super) source: &'s Source,
    pub(super) messages: Vec<Message<&'s str>>,
}

impl<'s> Catalog<'s> {
    /// Parses the files. What is wrong with them is told in `faults`.
    pub(super) fn of(sources: &'s [Source], faults: &mut Vec<Fault>) -> Self {
        let mut catalog = Self {
            files: Vec::new(),
            terms: BTreeMap::new(),
        };
        for source in sources {
            let entries = source.entries(faults);
            for term in entries.terms {
                catalog.define(source, term, faults);
            }
            tell_duplicates(source, &entries.messages, faults);
            catalog.files.push(File {
                source,
                messages: entries.messages,
            });
        }
        catalog
    }

    /// The term with this name, and its file.
    pub(super) fn term(&self, name: &str) -> Option<(&'s Source, &Pattern<&'s str>)> {
        let (source, term) = self.terms.get(name)?;
        Some((source, &term.value))
    }

    /// The value or attribute of a message in the same file.
    pub(super) fn message(
        &self,
        source: &Source,
        name: &str,
        attribute: Option<&str>,
    ) -> Option<&Pattern<&'s str>> {
        let same = |file: &&File<'_>| file.source.path() == source.path();
        let messages = &self.files.iter().find(same)?.messages;
        let message = messages.iter().find(|message| message.id.name == name)?;
        let Some(attribute) = attribute else {
            return message.value.as_ref();
        };
        let mut attributes = message.attributes.iter();
        let found = attributes.find(|found| found.id.name == attribute)?;
        Some(&found.value)
    }

    fn define(&mut self, source: &'s Source, term: Term<&'s str>, faults: &mut Vec<Fault>) {
        let name = term.id.name;
        if let Some((other, first)) = self.terms.get(name) {
            let place = format!("{}:{}", other.path(), other.line_of(first.id.name));
            let reason = format!("the term -{name} is defined in {place} already");
            faults.push(Fault::at(source, name, reason));
        } else {
            self.terms.insert(name, (source, term));
        }
    }
}

fn tell_duplicates(source: &Source, messages: &[Message<&str>], faults: &mut Vec<Fault>) {
    let mut names: BTreeMap<&str, &str> = BTreeMap::new();
    for message in messages {
        let name = message.id.name;
        if let Some(first) = names.insert(name, name) {
            let line = source.line_of(first);
            let reason = format!("the message {name} is defined in line {line} already");
            faults.push(Fault::at(source, name, reason));
        }
        let mut attributes: Vec<&str> = Vec::new();
        for attribute in &message.attributes {
            let attribute = attribute.id.name;
            if attributes.contains(&attribute) {
                let reason = format!("{name} has the attribute .{attribute} already");
                faults.push(Fault::at(source, attribute, reason));
            }
            attributes.push(attribute);
        }
    }
}
