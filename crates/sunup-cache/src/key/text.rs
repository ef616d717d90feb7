//! [`Key`]: what makes two requests the same, in a form that people can read.

use crate::vary::VaryNames;
use http::{HeaderMap, Uri};
use std::{fmt, sync::Arc};

/// `/articles?page=2 locale=de theme=dark`: path, query, and what else the page depends on. A
/// space stands in none of its parts.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    text: Arc<str>,
    /// Length of the path, then of path and query.
    path: u32,
    target: u32,
}

impl Key {
    /// The readable, canonical form. Two keys are equal exactly when these are.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The canonical path, without the query.
    pub fn path(&self) -> &str {
        &self.text[..self.path as usize]
    }

    /// Path and query as the render sees them.
    pub fn target(&self) -> &str {
        &self.text[..self.target as usize]
    }

    /// The address that the render sees: nothing in it that is not in the key.
    pub fn uri(&self) -> Uri {
        unimplemented!("skeleton")
    }

    /// The key of the variant that a request with these headers asks for. Without names it is the
    /// key itself.
    #[must_use]
    pub fn variant(&self, _names: &VaryNames, _request: &HeaderMap) -> Self {
        unimplemented!("skeleton")
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
