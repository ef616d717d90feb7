//! [`Part`]: a message after every reference was followed.

use crate::Category;

/// A piece of a message, in the order in which it is written out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part<'s> {
    /// Text as it is.
    Text(String),
    /// An argument that is text.
    Argument(&'s str),
    /// An argument that is a number.
    Number { argument: &'s str, grouping: bool },
    /// One of several texts, chosen by an argument.
    Select {
        argument: &'s str,
        variants: Vec<Variant<'s>>,
    },
}

/// One of several texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Variant<'s> {
    pub(super) key: Key<'s>,
    pub(super) is_default: bool,
    pub(super) parts: Vec<Part<'s>>,
}

/// When a variant is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Key<'s> {
    /// The argument is this text.
    Text(&'s str),
    /// The argument is this number.
    Number(i64),
    /// The argument is a number of this plural category.
    Plural(Category),
}

/// The type of an argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Number,
    Text,
}

impl Key<'_> {
    /// The type of an argument that is compared with this key.
    pub(super) fn kind(self) -> Kind {
        match self {
            Self::Text(_) => Kind::Text,
            Self::Number(_) | Self::Plural(_) => Kind::Number,
        }
    }
}
