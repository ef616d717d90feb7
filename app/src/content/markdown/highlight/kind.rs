//! [`Kind`]: what a part of a program can be.

/// What a part of a program is. `style/code.css` has a colour for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Kind {
    /// Nothing to point out.
    Plain,
    /// For people only.
    Comment,
    /// A text the program keeps as it is.
    String,
    /// A number or another fixed value: `true`, `MAX`, `#fff`, 404.
    Constant,
    /// A word of the language itself.
    Keyword,
    /// The name of a type, a table of TOML, a selector of CSS.
    Type,
    /// The name of what is called: a function, a macro, a command.
    Function,
    /// The name of what has a value: an attribute, a key, a header, a message.
    Name,
    /// What stands outside the program proper: an annotation, a lifetime, a variable of the shell.
    Meta,
    /// A line that was added.
    Inserted,
    /// A line that was taken away.
    Deleted,
}

impl Kind {
    /// The class in the page; plain text has none.
    pub(in super::super) fn class(self) -> Option<&'static str> {
        Some(match self {
            Self::Plain => return None,
            Self::Comment => "hl-comment",
            Self::String => "hl-string",
            Self::Constant => "hl-constant",
            Self::Keyword => "hl-keyword",
            Self::Type => "hl-type",
            Self::Function => "hl-function",
            Self::Name => "hl-name",
            Self::Meta => "hl-meta",
            Self::Inserted => "hl-inserted",
            Self::Deleted => "hl-deleted",
        })
    }
}
