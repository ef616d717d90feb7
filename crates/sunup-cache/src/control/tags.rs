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
use percent_encoding::percent_decode_str;
use std::{borrow::Cow, fmt::Write, sync::Arc};

/// The field of a response that names its tags, separated by commas.
pub const CACHE_TAG: HeaderName = HeaderName::from_static("cache-tag");

/// A name under which responses are purged, as [`canonical_tag`] writes it: `article:how-to`. Case
/// counts.
pub type Tag = Arc<str>;

/// How many tags a response may have and how long each may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TagLimits {
    /// Tags of one response.
    pub count: usize,
    /// Bytes of one tag, its escapes resolved.
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
            if name.is_empty() {
                continue;
            }
            // Where all bytes are escaped, each takes three.
            if name.len() > limits.length.saturating_mul(3) {
                return Err(TagError::TooLong(limits.length));
            }
            let name = canonical_tag(name);
            if name.len() > limits.length {
                return Err(TagError::TooLong(limits.length));
            }
            names.push(name);
        }
    }
    names.sort_unstable();
    names.dedup();
    if names.len() > limits.count {
        return Err(TagError::TooMany(limits.count));
    }
    Ok(names.into_iter().map(Tag::from).collect())
}

/// The form of a tag that entries and purges have. A comma ends a tag in its field, so that pages
/// write one as `%2C`, and whoever purges names the tag as the page does, as its field has it, or
/// with any of its letters escaped: all escapes are resolved, also those of escapes, because to
/// purge too much costs a render, and too little is a page that stays wrong. Control characters
/// remain escaped, as operators read tags in terminals.
///
/// ```
/// use sunup_cache::control::canonical_tag;
///
/// let stated = canonical_tag("series:Caching, part one");
/// assert_eq!(canonical_tag("series:Caching%2C%20part%20one"), stated);
/// assert_eq!(canonical_tag("series:Caching%2C part one"), stated);
/// ```
pub fn canonical_tag(name: &str) -> Cow<'_, str> {
    let mut name = Cow::Borrowed(name.trim());
    while name.contains('%') {
        let decoded = match percent_decode_str(&name).decode_utf8() {
            Ok(decoded) if decoded.len() < name.len() => decoded.trim().to_owned(),
            _ => break,
        };
        name = Cow::Owned(decoded);
    }
    match name.chars().any(char::is_control) {
        true => Cow::Owned(without_controls(&name)),
        false => name,
    }
}

fn without_controls(name: &str) -> String {
    let mut text = String::with_capacity(name.len() + 8);
    for letter in name.chars() {
        if !letter.is_control() {
            text.push(letter);
            continue;
        }
        for byte in letter.encode_utf8(&mut [0; 4]).bytes() {
            // Writing to a String cannot fail.
            let _ = write!(text, "%{byte:02X}");
        }
    }
    text
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
        assert_eq!(of(&[b"%61%62%63"], limits), Ok(vec!["abc".into()]));
        assert_eq!(of(&[b"%25%36%31"], limits), Ok(vec!["a".into()]));
        assert_eq!(of(&[b"%61%62%63d"], limits), Err(TagError::TooLong(3)));
        assert_eq!(of(&[b"a,\xff"], limits), Err(TagError::NotUtf8));
    }

    #[test]
    fn spellings_of_one_tag_are_one() {
        for (spelling, expected) in [
            ("a", "a"),
            (" a ", "a"),
            ("a%20", "a"),
            ("a%2Cb", "a,b"),
            ("a, b", "a, b"),
            ("a%252Cb", "a,b"),
            ("100%", "100%"),
            ("100%25", "100%"),
            ("%C3%BC", "\u{fc}"),
            ("\u{fc}", "\u{fc}"),
            ("%zz", "%zz"),
            ("%ff", "%ff"),
            ("a%0Ab", "a%0Ab"),
            ("a\nb", "a%0Ab"),
            ("a%1B[2J", "a%1B[2J"),
            ("a%C2%9Bb", "a%C2%9Bb"),
        ] {
            assert_eq!(canonical_tag(spelling), expected, "{spelling}");
            assert_eq!(canonical_tag(expected), expected, "{spelling}");
        }
        let tags = of(&[b"a%2C%20b, a%2c b,c"], TagLimits::default());
        assert_eq!(tags, Ok(vec!["a, b".into(), "c".into()]));
    }
}
