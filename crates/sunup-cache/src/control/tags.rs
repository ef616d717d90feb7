//! `Cache-Tag`: the names under which a response is purged.

use http::HeaderMap;
use std::sync::Arc;

/// A name under which responses are purged: `article:how-to`. Case counts.
pub type Tag = Arc<str>;

/// How many tags a response may have and how long each may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TagLimits {
    /// Tags of one response.
    pub count: usize,
    /// Bytes of one tag.
    pub length: usize,
}

impl Default for TagLimits {
    fn default() -> Self {
        Self {
            count: 512,
            length: 256,
        }
    }
}

/// Why the tags of a response cannot be kept. A response without all of its tags would outlive a
/// purge, so that it is not stored at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TagError {
    /// More than [`TagLimits::count`].
    #[error("it has more than {0} tags")]
    TooMany(usize),
    /// Longer than [`TagLimits::length`].
    #[error("one of its tags is longer than {0} bytes")]
    TooLong(usize),
    /// Not UTF-8, so that nobody could name it in a purge.
    #[error("one of its tags is not UTF-8")]
    NotUtf8,
}

/// The tags of all `Cache-Tag` lines, each once, in order of their names.
///
/// # Errors
/// When they are beyond the limits or cannot be named.
pub fn tags(_headers: &HeaderMap, _limits: &TagLimits) -> Result<Vec<Tag>, TagError> {
    unimplemented!("skeleton")
}
