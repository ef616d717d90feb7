//! Keys of [data](crate::data), which no request can ask for.

use super::{Asked, Key, RouteRule, escape};
use percent_encoding::percent_decode_str;
use std::sync::Arc;

/// Where data stands in lists and purges.
pub(crate) const BELOW: &str = "/.data/";

/// What no key of a request ends with.
const MARK: &str = " data";

impl Key {
    /// Whether it is one of data.
    pub(crate) fn is_data(&self) -> bool {
        self.as_str()[self.target().len()..] == *MARK
    }
}

/// The text of the key for data of this name, and the length of its path; `None` where it would be
/// longer than a key may be.
pub(crate) fn data_text(name: &str) -> Option<(String, usize)> {
    let mut text = String::with_capacity(BELOW.len() + name.len() + MARK.len());
    text.push_str(BELOW);
    escape::name(name.as_bytes(), &mut text);
    let path = text.len();
    text.push_str(MARK);
    (text.len() <= Key::LONGEST).then_some((text, path))
}

/// The key of that text. Its route is the kind of data: what comes before the first colon.
pub(crate) fn data_asked(text: &str, path: usize) -> Asked {
    Asked {
        key: Key::new(text, path, path),
        route: Arc::new(RouteRule::new(data_kind(&text[..path]))),
    }
}

/// The kind of the data of this path, as the route of its entry.
pub(crate) fn data_kind(path: &str) -> &str {
    path.split(':').next().unwrap_or(path)
}

/// The data that an operator means by a path: one of a list, or the key that stands there.
pub(crate) fn data_named(path: &str) -> Option<Asked> {
    let named = path.strip_prefix(BELOW)?;
    let named = named.strip_suffix("%20data").unwrap_or(named);
    let name = percent_decode_str(named).decode_utf8().ok()?;
    let (text, path) = data_text(&name)?;
    Some(data_asked(&text, path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_an_address_of_its_own() {
        let names = [
            "a:b", "a b", "a%20b", "a/../b", "a/b", "..", "", "\u{fc}", "a?b", "a#b",
        ];
        let mut texts = Vec::new();
        for name in names {
            let (text, path) = data_text(name).expect(name);
            let asked = data_asked(&text, path);
            let uri = asked.key.uri().expect(name);
            assert_eq!(uri.path(), asked.key.path(), "{name}");
            assert_eq!(uri.query(), None, "{name}");
            assert!(text.ends_with(MARK) && asked.key.is_data(), "{text}");
            let named = data_named(uri.path()).map(|asked| asked.key);
            assert_eq!(named.as_ref(), Some(&asked.key), "{name}");
            texts.push(text);
        }
        texts.sort();
        texts.dedup();
        assert_eq!(texts.len(), names.len());
        assert!(data_text(&"a".repeat(Key::LONGEST)).is_none());
    }

    #[test]
    fn the_kind_is_what_comes_before_the_first_colon() {
        for (name, kind) in [("tags:en:de", "/.data/tags"), ("tags", "/.data/tags")] {
            let (text, path) = data_text(name).expect(name);
            assert_eq!(&**data_asked(&text, path).route.pattern(), kind);
        }
    }

    #[test]
    fn no_key_of_a_page_is_one_of_data() {
        for (text, path) in [("/.data/a", 8), ("/.data/a theme=data", 8), ("/a data=", 2)] {
            assert!(!Key::new(text, path, path).is_data(), "{text}");
        }
    }
}
