//! [`Selector`]: what a purge names.
//!
//! ```
//! use sunup_cache::purge::Selector;
//!
//! let below = Selector::prefix("/tag");
//! assert!(below.matches_path("/tag") && below.matches_path("/tag/rust"));
//! assert!(!below.matches_path("/tags"));
//! assert_eq!(Selector::tag("article:x").to_string(), "tag article:x");
//! ```

use std::{fmt, sync::Arc};

use crate::{control::canonical_tag, entry::Entry, key::Key};

/// Which entries a purge hits.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Selector {
    /// Those whose response named this tag in `Cache-Tag`, in the form of [`canonical_tag`].
    Tag(Arc<str>),
    /// All variants of one path.
    Path(Arc<str>),
    /// The path itself and all below it. Segments are whole: `/tag` does not hit `/tags`.
    Prefix(Arc<str>),
    /// Those of a route, named by its pattern (`/article/{slug}`).
    Route(Arc<str>),
    /// Everything.
    All,
}

impl Selector {
    /// Entries with a tag, written as its page states it or as its field has it.
    pub fn tag(tag: impl AsRef<str>) -> Self {
        Self::Tag(canonical_tag(tag.as_ref()).into())
    }

    /// Entries of a path, written as any request may write it.
    pub fn path(path: &str) -> Self {
        Self::Path(canonical(path))
    }

    /// Entries of a path and of all below it.
    pub fn prefix(prefix: &str) -> Self {
        Self::Prefix(canonical(prefix))
    }

    /// Entries of a route pattern.
    pub fn route(route: impl Into<Arc<str>>) -> Self {
        Self::Route(route.into())
    }

    /// Whether an entry is hit.
    pub fn matches(&self, entry: &Entry) -> bool {
        match self {
            Self::Tag(tag) => entry.tags().iter().any(|other| other == tag),
            Self::Route(route) => entry.route() == route,
            Self::Path(_) | Self::Prefix(_) | Self::All => self.matches_path(entry.path()),
        }
    }

    /// Whether every entry of this path is hit, whatever its tags and route are.
    pub fn matches_path(&self, path: &str) -> bool {
        match self {
            Self::Path(own) => **own == *path,
            Self::Prefix(prefix) => path.strip_prefix(&**prefix).is_some_and(|rest| {
                rest.is_empty() || rest.starts_with('/') || prefix.ends_with('/')
            }),
            Self::All => true,
            Self::Tag(_) | Self::Route(_) => false,
        }
    }
}

impl fmt::Display for Selector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tag(tag) => write!(f, "tag {tag}"),
            Self::Path(path) => write!(f, "path {path}"),
            Self::Prefix(prefix) => write!(f, "prefix {prefix}"),
            Self::Route(route) => write!(f, "route {route}"),
            Self::All => f.write_str("everything"),
        }
    }
}

/// Entries have canonical paths. What is no path of a request is left as it is, and hits nothing.
fn canonical(path: &str) -> Arc<str> {
    match Key::canonical_path(path) {
        Ok(path) => path.into(),
        Err(_) => path.into(),
    }
}
