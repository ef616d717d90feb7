//! [`Key`]: what makes two requests the same, in a form that people can read.

use super::KeyError;
use crate::vary::VaryNames;
use http::{HeaderMap, Uri, uri::PathAndQuery};
use std::{borrow::Borrow, fmt, sync::Arc};

/// `/articles?page=2 locale=de theme=dark`: path, query, and what else the page depends on,
/// separated by spaces, which stand in none of the parts. Cloning copies no text.
#[derive(Clone, Debug)]
pub struct Key {
    text: Arc<str>,
    /// Length of the path, and of path and query.
    path: u32,
    target: u32,
}

impl Key {
    /// The longest key, in bytes. A request with a longer one passes the cache by.
    pub const LONGEST: usize = 2_048;

    /// Of a text of at most [`LONGEST`](Self::LONGEST) bytes whose path and target end there.
    pub(crate) fn new(text: &str, path: usize, target: usize) -> Self {
        Self {
            text: text.into(),
            path: path as u32,
            target: target as u32,
        }
    }

    /// The key with this text, if it can be one.
    pub(crate) fn of_text(text: &str) -> Option<Self> {
        let end = |ends: &[char]| text.find(ends).unwrap_or(text.len());
        let is_key = text.starts_with('/') && text.len() <= Self::LONGEST;
        is_key.then(|| Self::new(text, end(&['?', ' ']), end(&[' '])))
    }

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

    /// The value of `name` in the key: `locale`, `theme`, or a header that the page varies by.
    pub fn part(&self, name: &str) -> Option<&str> {
        let parts = self.text[self.target as usize..].split(' ').skip(1);
        let mut pairs = parts.map(|part| part.split_once('=').unwrap_or((part, "")));
        pairs
            .find(|(found, _)| *found == name)
            .map(|(_, value)| value)
    }

    /// The address that the render sees: nothing in it that is not in the key.
    ///
    /// # Errors
    /// [`KeyError::NoPath`] when the target is no address, which none of [`KeyRule`] is.
    ///
    /// [`KeyRule`]: super::KeyRule
    pub fn uri(&self) -> Result<Uri, KeyError> {
        let target = PathAndQuery::try_from(self.target()).map_err(|_| KeyError::NoPath)?;
        Ok(Uri::from(target))
    }

    /// The key of the variant that a request with these headers asks for. Without names it is the
    /// key itself. The values are bounded: a long one is there by its hash.
    #[must_use]
    pub fn variant(&self, names: &VaryNames, request: &HeaderMap) -> Self {
        if names.is_empty() {
            return self.clone();
        }
        Self {
            text: Self::text_of_variant(&self.text, names, request).into(),
            ..*self
        }
    }

    /// The text of a variant of the key with this text.
    pub(crate) fn text_of_variant(key: &str, names: &VaryNames, request: &HeaderMap) -> String {
        let mut text = String::with_capacity(key.len() + 64);
        text.push_str(key);
        text.push_str(" vary");
        names.write(request, &mut text);
        text
    }

    /// The canonical form of a path that an operator or a page names in a purge.
    ///
    /// # Errors
    /// When no request for that path would have a key.
    pub fn canonical_path(path: &str) -> Result<String, KeyError> {
        let mut text = String::with_capacity(path.len());
        super::path::canonical(path, &mut text)?;
        Ok(text)
    }
}

impl PartialEq for Key {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Key {}

impl std::hash::Hash for Key {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        // As `str` does, because of `Borrow`.
        self.text.hash(state);
    }
}

impl PartialOrd for Key {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Key {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.text.cmp(&other.text)
    }
}

impl Borrow<str> for Key {
    fn borrow(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::{HeaderName, HeaderValue, header};

    fn key() -> Key {
        Key::new("/a?q=1 locale=de islands", 2, 6)
    }

    #[test]
    fn a_key_has_parts() {
        let key = key();
        assert_eq!(key.path(), "/a");
        assert_eq!(key.target(), "/a?q=1");
        assert_eq!(key.part("locale"), Some("de"));
        assert_eq!(key.part("islands"), Some(""));
        assert_eq!(key.part("theme"), None);
        assert_eq!(key.part("q"), None);
        assert_eq!(key.uri().expect("an address"), "/a?q=1");
    }

    #[test]
    fn a_variant_is_a_longer_key_of_the_same_page() {
        let mut request = HeaderMap::new();
        request.insert(header::ACCEPT, HeaderValue::from_static("text/HTML, */*"));
        let names: VaryNames = [HeaderName::from_static("x-a"), header::ACCEPT]
            .into_iter()
            .collect();
        let variant = key().variant(&names, &request);
        assert_eq!(
            variant.as_str(),
            "/a?q=1 locale=de islands vary accept=text/html,*/* x-a"
        );
        assert_eq!(variant.target(), key().target());
        assert_eq!(key().variant(&VaryNames::default(), &request), key());
        assert_ne!(key().variant(&names, &HeaderMap::new()), variant);
    }
}
