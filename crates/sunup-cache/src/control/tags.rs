//! `Cache-Tag`: the names under which a response is purged.
//!
//! ```
//! use http::{HeaderMap, HeaderValue};
//! use sunup_cache::control::{TagLimits, tags};
//!
//! let mut headers = HeaderMap::new();
//! let value = HeaderValue::from_static("article:how-to, author:ada");
//! headers.insert("cache-tag", value);
//! let tags = tags(&headers, &TagLimits::default()).expect("two short tags");
//! assert_eq!(tags[0].as_ref(), "article:how-to");
//! ```

use http::{HeaderMap, HeaderName};
use std::sync::Arc;

/// The field of a response that names its tags, separated by commas.
pub const CACHE_TAG: HeaderName = HeaderName::from_static("cache-tag");

/// A name under which responses are purged: `article:how-to`. Case counts, and a tag has no comma.
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
    #[error("the response has more than {0} tags")]
    TooMany(usize),
    /// Longer than [`TagLimits::length`].
    #[error("a tag of the response is longer than {0} bytes")]
    TooLong(usize),
    /// Not UTF-8, so that nobody could name it in a purge.
    #[error("a tag of the response is not UTF-8")]
    NotUtf8,
}

/// The tags of all `Cache-Tag` lines, each once, in order of their names.
///
/// # Errors
/// When they are beyond the limits or cannot be named.
pub fn tags(response: &HeaderMap, limits: &TagLimits) -> Result<Vec<Tag>, TagError> {
    let mut names = Vec::new();
    for line in response.get_all(CACHE_TAG) {
        let line = std::str::from_utf8(line.as_bytes()).map_err(|_| TagError::NotUtf8)?;
        for name in line.split(',').map(str::trim) {
            if name.len() > limits.length {
                return Err(TagError::TooLong(limits.length));
            }
            if !name.is_empty() {
                names.push(name);
            }
        }
    }
    names.sort_unstable();
    names.dedup();
    if names.len() > limits.count {
        return Err(TagError::TooMany(limits.count));
    }
    Ok(names.into_iter().map(Tag::from).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    fn of(lines: &[&[u8]], limits: TagLimits) -> Result<Vec<String>, TagError> {
        let mut headers = HeaderMap::new();
        for line in lines {
            let value = HeaderValue::from_bytes(line).expect("a field value");
            headers.append(CACHE_TAG, value);
        }
        let tags = tags(&headers, &limits)?;
        Ok(tags.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn each_tag_is_kept_once_from_all_lines() {
        let lines: [&[u8]; 2] = [b"b , a,,b", "a,\u{fc}ber, A".as_bytes()];
        let tags = of(&lines, TagLimits::default());
        assert_eq!(
            tags,
            Ok(["A", "a", "b", "\u{fc}ber"].map(String::from).into())
        );
        assert_eq!(of(&[], TagLimits::default()), Ok(vec![]));
    }

    #[test]
    fn a_tag_that_cannot_be_kept_is_an_error_and_never_dropped() {
        let limits = TagLimits {
            count: 2,
            length: 3,
        };
        assert_eq!(of(&[b"a,b,c"], limits), Err(TagError::TooMany(2)));
        assert_eq!(of(&[b"a,b,a"], limits).map(|it| it.len()), Ok(2));
        assert_eq!(of(&[b"abcd"], limits), Err(TagError::TooLong(3)));
        assert_eq!(of(&[b"a,\xff"], limits), Err(TagError::NotUtf8));
    }
}
