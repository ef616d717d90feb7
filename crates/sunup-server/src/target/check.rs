//! The rules for a request target (RFC 9112, section 3.2).

use std::borrow::Cow;

use http::{Method, StatusCode, Uri};
use percent_encoding::percent_decode_str;

use super::spelled;

/// The longest path that is served, in bytes as sent.
pub const MAX_PATH: usize = 8 * 1024;

/// The longest query that is served, in bytes as sent.
pub const MAX_QUERY: usize = 16 * 1024;

/// Why a request target is refused. The sentences are shown to the client.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TargetError {
    /// `CONNECT`, in any form: this server is no proxy.
    #[error("This server is not a proxy.")]
    Connect,
    /// `OPTIONS *`.
    #[error("This server has no options of its own.")]
    Asterisk,
    /// A target that is neither a path nor a whole URL.
    #[error("The request names no path.")]
    NoPath,
    /// Longer than [`MAX_PATH`].
    #[error("The address is too long.")]
    PathTooLong,
    /// Longer than [`MAX_QUERY`].
    #[error("The query is too long.")]
    QueryTooLong,
    /// A `%` without two hexadecimal digits.
    #[error("The address has an invalid percent escape.")]
    Escape,
    /// Escapes that do not decode to UTF-8.
    #[error("The address is not valid UTF-8.")]
    NotUtf8,
    /// A control character, raw or escaped.
    #[error("The address has a control character.")]
    Control,
    /// A `.` or `..` segment, which clients resolve before they send.
    #[error("The address has a relative segment.")]
    Relative,
    /// `//host/…`, which a browser would take for another host if it were sent back.
    #[error("The address starts with more than one slash.")]
    DoubleSlash,
    /// `/%61bout/`: escaped letters, digits or `-._~`, which need no escape, or a slash at the end.
    /// It means the address without those, and leads there.
    #[error("This address has another spelling.")]
    Spelling,
}

impl TargetError {
    /// The status that says this to a client.
    pub fn status(self) -> StatusCode {
        match self {
            Self::Connect | Self::Asterisk => StatusCode::METHOD_NOT_ALLOWED,
            Self::PathTooLong | Self::QueryTooLong => StatusCode::URI_TOO_LONG,
            Self::Spelling => StatusCode::PERMANENT_REDIRECT,
            _ => StatusCode::BAD_REQUEST,
        }
    }
}

/// Checks a request target.
///
/// # Errors
/// The first rule that it breaks.
pub fn check(method: &Method, uri: &Uri) -> Result<(), TargetError> {
    if method == Method::CONNECT {
        return Err(TargetError::Connect);
    }
    match uri.path_and_query() {
        None => return Err(TargetError::NoPath),
        Some(_) if uri.path() == "*" => return Err(TargetError::Asterisk),
        Some(_) => {}
    }
    let path = uri.path();
    if path.len() > MAX_PATH {
        return Err(TargetError::PathTooLong);
    }
    if !path.starts_with('/') {
        return Err(TargetError::NoPath);
    }
    if is_plain(path.as_bytes()) {
        return check_query(uri.query().unwrap_or_default());
    }
    // A backslash counts as a slash here because browsers read it as one.
    if path[1..].starts_with(['/', '\\']) {
        return Err(TargetError::DoubleSlash);
    }
    let decoded = decode(path)?;
    if decoded.chars().any(char::is_control) {
        return Err(TargetError::Control);
    }
    let mut segments = decoded.split(['/', '\\']);
    if segments.any(|segment| matches!(segment, "." | "..")) {
        return Err(TargetError::Relative);
    }
    check_query(uri.query().unwrap_or_default())?;
    match spelled(path).len() == path.len() {
        true => Ok(()),
        // Nothing else is wrong with it, so that what it leads to is an address of this site.
        false => Err(TargetError::Spelling),
    }
}

/// Words between single slashes, in which nothing can be wrong: what nearly every request asks for.
fn is_plain(path: &[u8]) -> bool {
    // The table is there because every byte of every request's path is looked up.
    const WORD: [bool; 256] = {
        let mut table = [false; 256];
        let mut byte = 0;
        while byte < 128 {
            table[byte] = (byte as u8).is_ascii_alphanumeric() || matches!(byte as u8, b'-' | b'_');
            byte += 1;
        }
        table
    };
    let mut before = 0;
    let fits = path.iter().all(|&byte| {
        let fits = WORD[usize::from(byte)] || byte == b'/' && before != b'/';
        before = byte;
        fits
    });
    fits && (before != b'/' || path.len() == 1)
}

/// A query is data of the page: `?q=100%` is a fair search. Only what no form sends is refused.
fn check_query(query: &str) -> Result<(), TargetError> {
    if query.len() > MAX_QUERY {
        Err(TargetError::QueryTooLong)
    } else if query.contains("%00") {
        Err(TargetError::Control)
    } else {
        Ok(())
    }
}

fn decode(path: &str) -> Result<Cow<'_, str>, TargetError> {
    if !path.contains('%') {
        return Ok(Cow::Borrowed(path));
    }
    let escapes_are_whole = path.split('%').skip(1).all(|rest| {
        let digits = rest.as_bytes().get(..2);
        digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    });
    if !escapes_are_whole {
        return Err(TargetError::Escape);
    }
    percent_decode_str(path)
        .decode_utf8()
        .map_err(|_| TargetError::NotUtf8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn get(target: &str) -> Result<(), TargetError> {
        check(&Method::GET, &target.parse().expect(target))
    }

    #[test]
    fn addresses_that_a_route_can_mean_pass() {
        for target in [
            "/",
            "/article/how-to",
            "/article/%C3%BCber",
            "/article/a%20b?q=100%&x=..",
            "/a.b/..c/.well-known/d..",
            "/double/%252e%252e/x",
            "/a//b",
            "/a%5Cb",
            "http://example.org/article",
            "http://example.org",
        ] {
            assert_eq!(get(target), Ok(()), "{target}");
        }
    }

    #[test]
    fn a_path_with_a_dot_segment_is_refused_in_every_encoding() {
        for target in [
            "/..",
            "/.",
            "/../etc/passwd",
            "/a/./b",
            "/a/..",
            "/%2e%2e/etc/passwd",
            "/%2E./x",
            "/a%2f..%2fb",
            "/a/..%2f",
            "/a/..%5cb",
            "/a%5C%2e%2e%5Cb",
            "/a\\..\\b",
            "http://example.org/a/../b",
        ] {
            assert_eq!(get(target), Err(TargetError::Relative), "{target}");
        }
    }

    #[test]
    fn an_escape_has_two_hexadecimal_digits() {
        for target in ["/%", "/%4", "/%zz", "/a%2", "/%u002e", "/%%41"] {
            assert_eq!(get(target), Err(TargetError::Escape), "{target}");
        }
    }

    #[test]
    fn what_an_address_does_not_need_leads_to_the_one_without_it() {
        for target in [
            "/%61bout",
            "/about/",
            "/a-b/c/?q=1",
            "/a%2Db/%C3%BC?q=%61",
            "http://example.org/%7Ex",
        ] {
            assert_eq!(get(target), Err(TargetError::Spelling), "{target}");
        }
        for (target, error) in [
            ("/%61/..", TargetError::Relative),
            ("/%61%", TargetError::Escape),
            ("//%61.example", TargetError::DoubleSlash),
            ("/%61?q=%00", TargetError::Control),
        ] {
            assert_eq!(get(target), Err(error), "{target}");
        }
        assert_eq!(get("/about?q=%61"), Ok(()));
    }

    #[test]
    fn escapes_have_to_decode_to_utf8() {
        for target in ["/%ff", "/%c0%ae%c0%ae/x", "/%C3", "/%ed%a0%80"] {
            assert_eq!(get(target), Err(TargetError::NotUtf8), "{target}");
        }
    }

    #[test]
    fn control_characters_are_refused() {
        for target in ["/%00", "/a%0d%0aSet-Cookie:x", "/%7f", "/%C2%85", "/?q=%00"] {
            assert_eq!(get(target), Err(TargetError::Control), "{target}");
        }
    }

    #[test]
    fn a_path_that_could_name_another_host_is_refused() {
        for target in ["//evil.example/x", "/\\evil.example"] {
            assert_eq!(get(target), Err(TargetError::DoubleSlash), "{target}");
        }
    }

    #[test]
    fn forms_that_are_for_proxies_are_refused() {
        let authority = "example.org:443".parse().expect("an authority");
        assert_eq!(
            check(&Method::CONNECT, &authority),
            Err(TargetError::Connect)
        );
        assert_eq!(check(&Method::GET, &authority), Err(TargetError::NoPath));
        let asterisk = Uri::from_static("*");
        assert_eq!(
            check(&Method::OPTIONS, &asterisk),
            Err(TargetError::Asterisk)
        );
    }

    #[test]
    fn long_addresses_are_refused_and_the_limit_itself_passes() {
        let path = |length: usize| format!("/{}", "a".repeat(length - 1));
        assert_eq!(get(&path(MAX_PATH)), Ok(()));
        assert_eq!(get(&path(MAX_PATH + 1)), Err(TargetError::PathTooLong));
        assert_eq!(get(&path(20_000)), Err(TargetError::PathTooLong));
        let query = format!("/?{}", "q".repeat(MAX_QUERY + 1));
        assert_eq!(get(&query), Err(TargetError::QueryTooLong));
    }
}
