//! Types and order of a message's arguments.
//!
//! The order is the one in which the comment above the message names them, then the one of the
//! text. Two arguments of one type have to be named in the comment: otherwise rewording a message
//! would swap them, and every caller would still compile.

use super::{Fault, identifier::rust_name, part::Kind, resolve::Use, source::Source};

/// One argument of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Argument<'s> {
    /// Its name in Fluent, without `$`.
    pub(super) fluent: &'s str,
    /// Its name in Rust.
    pub(super) rust: String,
    pub(super) kind: Kind,
}

/// The arguments of the message with the name `name`, in order.
pub(super) fn arguments<'s>(
    source: &Source,
    name: &str,
    comment: &[&'s str],
    uses: &[Use<'s>],
    faults: &mut Vec<Fault>,
) -> Vec<Argument<'s>> {
    let mut arguments: Vec<Argument<'s>> = Vec::new();
    let in_text = uses.iter().map(|used| used.argument);
    let is_used = |named: &&str| uses.iter().any(|used| used.argument == *named);
    for fluent in named_in(comment).filter(is_used).chain(in_text) {
        if arguments.iter().any(|argument| argument.fluent == fluent) {
            continue;
        }
        let Some(rust) = rust_name(fluent) else {
            let reason = format!("${fluent} cannot be the name of an argument in Rust");
            faults.push(Fault::at(source, name, reason));
            continue;
        };
        if arguments.iter().any(|argument| argument.rust == rust) {
            let reason = format!("two arguments would be called {rust} in Rust");
            faults.push(Fault::at(source, name, reason));
        }
        let kind = kind(fluent, uses, faults);
        arguments.push(Argument { fluent, rust, kind });
    }
    for kind in [Kind::Number, Kind::Text] {
        let alike = arguments.iter().filter(|argument| argument.kind == kind);
        let alike: Vec<&str> = alike.map(|argument| argument.fluent).collect();
        let is_named = |fluent: &&str| named_in(comment).any(|named| named == *fluent);
        if alike.len() > 1 && !alike.iter().all(is_named) {
            let reason = format!(
                "name the arguments ${} in the comment above {name}, in the order in which its \
                 function takes them: they are of one type, and rewording must not swap them",
                alike.join(", $")
            );
            faults.push(Fault::at(source, name, reason));
        }
    }
    arguments
}

/// Tells of arguments that the comment names and the message does not have.
pub(super) fn tell_unused(
    source: &Source,
    comment: &[&str],
    uses: &[Use<'_>],
    faults: &mut Vec<Fault>,
) {
    for named in named_in(comment) {
        if !uses.iter().any(|used| used.argument == named) {
            let reason = format!("the comment names ${named}, which the message does not use");
            faults.push(Fault::at(source, named, reason));
        }
    }
}

/// The type that the occurrences of an argument ask for.
fn kind(argument: &str, uses: &[Use<'_>], faults: &mut Vec<Fault>) -> Kind {
    let mut asked = None;
    for used in uses.iter().filter(|used| used.argument == argument) {
        match (asked, used.kind) {
            (Some(before), Some(now)) if before != now => {
                let reason = format!("${argument} is a number in one place and text in another");
                faults.push(Fault::at(used.source, used.argument, reason));
            }
            (None, Some(now)) => asked = Some(now),
            _ => {}
        }
    }
    asked.unwrap_or(Kind::Text)
}

/// The arguments that a comment names: `$count` or `{$count}`.
fn named_in<'s>(comment: &[&'s str]) -> impl Iterator<Item = &'s str> {
    comment.iter().flat_map(|line| {
        line.split('$').skip(1).filter_map(|after| {
            let is_part = |letter: char| letter.is_ascii_alphanumeric() || "-_".contains(letter);
            let end = after.find(|letter| !is_part(letter)).unwrap_or(after.len());
            let name = after[..end].trim_end_matches(['-', '_']);
            name.starts_with(|first: char| first.is_ascii_alphabetic())
                .then_some(name)
        })
    })
}
