//! The canonical form of a path (RFC 3986, section 6.2.2).

use super::{KeyError, escape::decoded};

/// Appends the path in the one spelling that stands for all that mean the same: an escape is in
/// upper case, and there only where it has to be. What may mean something stays apart: `%2F` is
/// no slash, `%3B` no semicolon, `//` not `/`, and a slash at the end is one.
///
/// # Errors
/// When readers of the path could disagree on what it means.
pub(super) fn canonical(path: &str, key: &mut String) -> Result<(), KeyError> {
    if !path.starts_with('/') {
        return Err(KeyError::NoPath);
    }
    let start = key.len();
    let bytes = path.as_bytes();
    if bytes.iter().all(|byte| stays(*byte)) {
        key.push_str(path);
    } else {
        spell(bytes, key)?;
    }
    if has_dot_segment(&key[start..]) {
        return Err(KeyError::Relative);
    }
    Ok(())
}

fn spell(path: &[u8], key: &mut String) -> Result<(), KeyError> {
    let mut at = 0;
    while let Some(&byte) = path.get(at) {
        if stays(byte) {
            key.push(char::from(byte));
            at += 1;
        } else if byte == b'%' {
            match decoded(&path[at..]).ok_or(KeyError::Escape)? {
                byte if is_unreserved(byte) => key.push(char::from(byte)),
                byte => escape(byte, key),
            }
            at += 3;
        } else {
            escape(byte, key);
            at += 1;
        }
    }
    Ok(())
}

fn escape(byte: u8, key: &mut String) {
    key.push_str(percent_encoding::percent_encode_byte(byte));
}

/// RFC 3986, section 2.3: escaped or not, it means the same.
const fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

/// `pchar` without escapes, and the slash (RFC 3986, section 3.3).
fn stays(byte: u8) -> bool {
    // A table, because every byte of every request's path is looked up.
    const STAYS: [bool; 256] = {
        let mut table = [false; 256];
        let mut byte = 0;
        while byte < 128 {
            table[byte] = is_unreserved(byte as u8)
                || matches!(
                    byte as u8,
                    b'!' | b'$'
                        | b'&'
                        | b'\''
                        | b'('
                        | b')'
                        | b'*'
                        | b'+'
                        | b','
                        | b';'
                        | b'='
                        | b':'
                        | b'@'
                        | b'/'
                );
            byte += 1;
        }
        table
    };
    STAYS[usize::from(byte)]
}

/// Whether a segment is `.` or `..`, where a backslash, escaped by now, counts as a slash: some
/// readers take it for one. So do some with `%2F`.
fn has_dot_segment(path: &str) -> bool {
    if !path.contains('.') {
        return false;
    }
    let segments = path
        .split('/')
        .flat_map(|segment| segment.split("%5C"))
        .flat_map(|segment| segment.split("%2F"));
    let mut names = segments.map(|segment| segment.split(';').next().unwrap_or_default());
    names.any(|name| matches!(name, "." | ".."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelled(path: &str) -> Result<String, KeyError> {
        let mut key = String::new();
        canonical(path, &mut key).map(|()| key)
    }

    #[test]
    fn spellings_of_one_path_are_one() {
        for (path, canonical) in [
            ("/", "/"),
            ("/a-b._~", "/a-b._~"),
            ("/%61%2d%7E", "/a-~"),
            ("/%c3%bcber", "/%C3%BCber"),
            ("/\u{fc}ber", "/%C3%BCber"),
            ("/a\"{}", "/a%22%7B%7D"),
            ("/a%20b", "/a%20b"),
        ] {
            assert_eq!(spelled(path).as_deref(), Ok(canonical), "{path}");
        }
    }

    #[test]
    fn delimiters_stay_what_they_are() {
        for path in [
            "/a;b", "/a%3Bb", "/a/b", "/a%2Fb", "/a//b", "/a/", "/a", "/a%00", "/a%25", "/A",
        ] {
            assert_eq!(spelled(path).as_deref(), Ok(path), "{path}");
        }
    }

    #[test]
    fn spelling_twice_changes_nothing() {
        for path in ["/%61%2f%c3%bc", "/%2561", "/\u{fc};%3b"] {
            let once = spelled(path).expect(path);
            assert_eq!(spelled(&once), Ok(once.clone()), "{path}");
        }
    }

    #[test]
    fn what_readers_disagree_on_has_no_key() {
        for path in [
            "/a/../b",
            "/.",
            "/..",
            "/%2e%2E/a",
            "/a/%2e",
            "/a%5c..%5cb",
            "/a%2f..%2fb",
            "/..;a/b",
        ] {
            assert_eq!(spelled(path), Err(KeyError::Relative), "{path}");
        }
        for path in ["/%", "/%4", "/%zz", "/%%41"] {
            assert_eq!(spelled(path), Err(KeyError::Escape), "{path}");
        }
        for path in ["", "*", "a"] {
            assert_eq!(spelled(path), Err(KeyError::NoPath), "{path}");
        }
        assert!(spelled("/a..b/.c/d./...").is_ok());
    }
}
