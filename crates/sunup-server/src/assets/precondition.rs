//! Conditional requests by `ETag` (RFC 9110, section 13). Files carry no `Last-Modified`, for the
//! time of a build says nothing about its bytes, so the conditions by date are ignored as the RFC
//! demands.

use http::{HeaderMap, HeaderName, header};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    Proceed,
    NotModified,
    Failed,
}

pub(crate) fn check(headers: &HeaderMap, etag: &str) -> Outcome {
    let strong = |sent: &str| sent == etag;
    let weak = |sent: &str| sent.strip_prefix("W/").unwrap_or(sent) == etag;
    if headers.contains_key(header::IF_MATCH) && !any(headers, header::IF_MATCH, strong) {
        Outcome::Failed
    } else if any(headers, header::IF_NONE_MATCH, weak) {
        Outcome::NotModified
    } else {
        Outcome::Proceed
    }
}

/// Whether a range may be cut from these bytes: there is no `If-Range`, or it names them.
pub(crate) fn range_holds(headers: &HeaderMap, etag: &str) -> bool {
    headers
        .get(header::IF_RANGE)
        .is_none_or(|sent| sent.as_bytes() == etag.as_bytes())
}

/// Our tags have no comma inside, so a foreign tag that does, cut in two, still matches none.
fn any(headers: &HeaderMap, name: HeaderName, matches: impl Fn(&str) -> bool) -> bool {
    headers
        .get_all(name)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .any(|sent| sent == "*" || matches(sent))
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn outcome(name: HeaderName, value: &'static str) -> Outcome {
        let mut headers = HeaderMap::new();
        headers.insert(name, HeaderValue::from_static(value));
        check(&headers, "\"abc\"")
    }

    #[test]
    fn a_copy_that_is_current_is_not_sent_again() {
        for value in ["\"abc\"", "W/\"abc\"", "\"x\", \"abc\"", "*"] {
            assert_eq!(
                outcome(header::IF_NONE_MATCH, value),
                Outcome::NotModified,
                "{value}"
            );
        }
        for value in ["\"x\"", "abc", "", "\"x,\"abc\"y\""] {
            assert_eq!(
                outcome(header::IF_NONE_MATCH, value),
                Outcome::Proceed,
                "{value}"
            );
        }
    }

    #[test]
    fn if_match_wants_the_very_bytes() {
        assert_eq!(outcome(header::IF_MATCH, "\"abc\""), Outcome::Proceed);
        assert_eq!(outcome(header::IF_MATCH, "*"), Outcome::Proceed);
        assert_eq!(outcome(header::IF_MATCH, "W/\"abc\""), Outcome::Failed);
        assert_eq!(outcome(header::IF_MATCH, "\"x\""), Outcome::Failed);
    }
}
