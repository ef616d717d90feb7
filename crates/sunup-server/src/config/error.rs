//! What is wrong with a setting, in one sentence that says what would be right.

use std::path::PathBuf;

/// A setting that ends the start.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("the settings file {} cannot be read: {source}", file.display())]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file is not TOML.
    #[error("{}:{line}:{column}: this is not TOML: {reason}", file.display())]
    Syntax {
        /// The file.
        file: PathBuf,
        /// Line, from 1.
        line: usize,
        /// Column in characters, from 1.
        column: usize,
        /// The parser's words.
        reason: String,
    },
    /// The file has a key that no part of the program reads.
    #[error("{}:{line}: there is no setting `{key}`{}", file.display(), suggestion(nearest.as_deref()))]
    UnknownKey {
        /// The file.
        file: PathBuf,
        /// Line, from 1.
        line: usize,
        /// The key as written, with its tables: `render.deadlin`.
        key: String,
        /// The known key that looks most like it.
        nearest: Option<String>,
    },
    /// A value that means nothing.
    #[error("{place}: `{key}` {found}, but it should be {expects}")]
    Value {
        /// The setting.
        key: String,
        /// `sunup.toml:3:12`, or the name of the variable.
        place: String,
        /// What was found: `is "5 parsecs"`; never the text of a secret.
        found: String,
        /// What would be right.
        expects: String,
    },
    /// A rule of `routes` that cannot be obeyed.
    #[error("{place}: the rule for {pattern} {reason}")]
    Rule {
        /// `sunup.toml:3:12`.
        place: String,
        /// Whose rule it is.
        pattern: String,
        /// The end of the sentence.
        reason: String,
    },
    /// Two settings that contradict each other, or a combination that is not safe.
    #[error("{0}")]
    Combination(String),
}

/// Something that does not end the start but is probably a mistake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// The variable that nobody reads.
    pub variable: String,
    /// The known variable that looks most like it.
    pub nearest: Option<String>,
}

impl std::fmt::Display for Warning {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "the environment variable {} is not known and has no effect{}",
            self.variable,
            suggestion(self.nearest.as_deref())
        )
    }
}

fn suggestion(nearest: Option<&str>) -> String {
    nearest.map_or_else(String::new, |name| format!("; did you mean `{name}`?"))
}
