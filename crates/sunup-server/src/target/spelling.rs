//! The one spelling of a path: nothing is escaped that need not be, and no slash stands at its end.

use std::borrow::Cow;

/// The path without slashes at its end, and without escapes of letters, digits and `-._~`, which
/// mean what the character itself means (RFC 3986, section 6.2.2.2). All others stay as they are:
/// `%2F` is no slash. A path that is spelled otherwise is longer.
pub(crate) fn spelled(path: &str) -> Cow<'_, str> {
    let path = match path.trim_end_matches('/') {
        "" => path,
        whole => whole,
    };
    if !path.contains('%') {
        return Cow::Borrowed(path);
    }
    let mut spelled = String::new();
    // What has been copied, and where to look on.
    let (mut copied, mut at) = (0, 0);
    while let Some(found) = path[at..].find('%') {
        let escape = at + found;
        match unreserved(&path.as_bytes()[escape..]) {
            Some(character) => {
                spelled.push_str(&path[copied..escape]);
                spelled.push(character);
                copied = escape + 3;
                at = copied;
            }
            None => at = escape + 1,
        }
    }
    if copied == 0 {
        return Cow::Borrowed(path);
    }
    spelled.push_str(&path[copied..]);
    Cow::Owned(spelled)
}

/// The character that `%XX` at the start of `text` stands for, where it needs no escape (RFC 3986,
/// section 2.3).
fn unreserved(text: &[u8]) -> Option<char> {
    let [b'%', high, low, ..] = text else {
        return None;
    };
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let character = char::from_u32(digit(*high)? * 16 + digit(*low)?)?;
    let is_free = character.is_ascii_alphanumeric() || matches!(character, '-' | '.' | '_' | '~');
    is_free.then_some(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_needs_no_escape_has_none() {
        for (path, expected) in [
            ("/%61rticle/x", "/article/x"),
            ("/%41%7a%30%2d%2E%5f%7E", "/Az0-._~"),
            ("/tag/%c3%bc%62er", "/tag/%c3%bcber"),
            ("/%61\u{fc}%62", "/a\u{fc}b"),
        ] {
            assert_eq!(spelled(path), expected, "{path}");
        }
    }

    #[test]
    fn no_slash_stands_at_the_end() {
        for (path, expected) in [
            ("/about/", "/about"),
            ("/a/b//", "/a/b"),
            ("/%61/", "/a"),
            ("/", "/"),
            ("//", "//"),
            ("", ""),
        ] {
            assert_eq!(spelled(path), expected, "{path}");
        }
    }

    #[test]
    fn all_else_stays_as_it_was_sent() {
        for path in [
            "/", "/a-b", "/a%2Fb", "/a%3bb", "/%C3%BC", "/%2561", "/%", "/%4", "/%zz", "/%\u{fc}",
        ] {
            assert!(matches!(spelled(path), Cow::Borrowed(_)), "{path}");
        }
    }

    #[test]
    fn what_comes_to_be_is_no_escape() {
        // `%25` is never undone, so that there are no more percent signs than before.
        assert_eq!(spelled("/%25%36%31"), "/%2561");
        assert_eq!(spelled("/%2561"), "/%2561");
    }
}
