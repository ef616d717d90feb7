//! [`Function`]: a message, or an attribute of one, as the function it becomes.

use super::{
    Fault,
    arguments::{Argument, arguments, tell_unused},
    catalog::{Catalog, File},
    identifier::rust_name,
    part::Part,
    resolve::resolve,
};
use crate::Locale;
use std::collections::BTreeMap;

/// A message, or an attribute of one, as the function it becomes.
pub(super) struct Function<'s> {
    /// Its name in Rust.
    pub(super) name: String,
    /// Where its text stands.
    pub(super) line: usize,
    pub(super) comment: Vec<&'s str>,
    pub(super) arguments: Vec<Argument<'s>>,
    pub(super) parts: Vec<Part<'s>>,
}

/// The functions of a file, in its order.
pub(super) fn functions<'s>(
    catalog: &Catalog<'s>,
    locale: Locale,
    file: &File<'s>,
    faults: &mut Vec<Fault>,
) -> Vec<Function<'s>> {
    let source = file.source;
    let mut functions = Vec::new();
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    for message in &file.messages {
        let comment = message.comment.as_ref();
        let comment: Vec<&str> = comment.map(|it| it.content.clone()).unwrap_or_default();
        let id = message.id.name;
        let value = message.value.iter().map(|value| (id.to_owned(), id, value));
        let attributes = message.attributes.iter();
        let attributes = attributes.map(|attribute| {
            let name = attribute.id.name;
            (format!("{id}.{name}"), name, &attribute.value)
        });
        let mut uses = Vec::new();
        for (fluent, piece, pattern) in value.chain(attributes) {
            let Some(name) = rust_name(&fluent.replace('.', "-")) else {
                let reason = format!("{fluent} cannot be the name of a function in Rust");
                faults.push(Fault::at(source, piece, reason));
                continue;
            };
            if let Some(other) = names.insert(name.clone(), fluent.clone())
                && other != fluent
            {
                let reason = format!("{other} and {fluent} would both be {name} in Rust");
                faults.push(Fault::at(source, piece, reason));
            }
            let resolved = resolve(catalog, locale, source, pattern, faults);
            uses.extend(&resolved.uses);
            functions.push(Function {
                name,
                line: source.line_of(piece),
                comment: comment.clone(),
                arguments: arguments(source, piece, &comment, &resolved.uses, faults),
                parts: resolved.parts,
            });
        }
        tell_unused(source, &comment, &uses, faults);
    }
    functions
}
