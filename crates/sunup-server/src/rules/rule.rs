//! [`Rule`]: what is said of a pattern.

use http::StatusCode;

use super::{cache::CacheRule, fields::Fields, pattern::Pattern, target::Target};
use crate::config::ConfigError;

/// What is said of a pattern.
#[derive(Clone, Debug)]
pub(super) struct Rule {
    pub(super) pattern: Pattern,
    /// `sunup.toml:3:12`.
    pub(super) place: String,
    pub(super) step: Option<Step>,
    pub(super) fields: Fields,
    pub(super) cache: Option<CacheRule>,
}

/// Where a request is led.
#[derive(Clone, Debug)]
pub(super) struct Step {
    pub(super) kind: Kind,
    pub(super) target: Target,
}

/// How a request is led there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The client is told to ask there.
    Redirect(StatusCode),
    /// The answer is that of the target.
    Rewrite,
    /// The same, and the answer names the target as the address of the page.
    Alias,
}

impl Rule {
    /// What is wrong with it, as the end of a sentence, made one.
    pub(super) fn wrong(&self, reason: impl Into<String>) -> ConfigError {
        wrong(&self.place, &self.pattern, reason)
    }
}

impl Kind {
    /// Its key in the file.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Redirect(_) => "redirect",
            Self::Rewrite => "rewrite",
            Self::Alias => "alias",
        }
    }

    /// The verb of its sentence.
    pub(super) fn verb(self) -> &'static str {
        match self {
            Self::Redirect(_) => "redirects to",
            Self::Rewrite => "is rewritten to",
            Self::Alias => "is an alias of",
        }
    }
}

/// What is wrong with a rule, as the end of a sentence, made one.
pub(super) fn wrong(
    place: &str,
    pattern: &impl ToString,
    reason: impl Into<String>,
) -> ConfigError {
    ConfigError::Rule {
        place: place.to_owned(),
        pattern: pattern.to_string(),
        reason: reason.into(),
    }
}
