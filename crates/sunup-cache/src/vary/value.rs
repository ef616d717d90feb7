//! Values of request headers in a normal form (RFC 9111, section 4.1).

use crate::{
    control::list::{members, parts},
    key::escape,
};
use data_encoding::HEXLOWER;
use http::{HeaderMap, HeaderName, header};
use sha2::{Digest, Sha256};

/// A longer value stands in keys by its hash.
const LONGEST: usize = 256;

/// The value of a header as keys have it: in its normal form, escaped, and a long one as its hash.
/// `None` where the header is absent.
pub(super) fn keyed(name: &HeaderName, request: &HeaderMap) -> Option<String> {
    let value = normal(name, request)?;
    let mut text = String::with_capacity(value.len());
    if value.len() > LONGEST {
        // No escaped value has this sign.
        text.push('#');
        HEXLOWER.encode_append(&Sha256::digest(&value), &mut text);
    } else {
        escape::field(&value, &mut text);
    }
    Some(text)
}

/// The value of a header in a form that is equal where the meaning is: lines joined, no white space
/// around commas. Media types, languages and charsets are in lower case besides, without white
/// space around `;` and without a weight of one. Order stays, because it may mean something.
/// `None` where the header is absent.
pub(crate) fn normal(name: &HeaderName, request: &HeaderMap) -> Option<Vec<u8>> {
    let mut lines = request.get_all(name).iter().peekable();
    lines.peek()?;
    let negotiates = [
        header::ACCEPT,
        header::ACCEPT_LANGUAGE,
        header::ACCEPT_CHARSET,
    ]
    .contains(name);
    let mut value = Vec::new();
    for member in lines.flat_map(|line| members(line.as_bytes())) {
        if !value.is_empty() {
            value.push(b',');
        }
        match negotiates {
            true => negotiated(member, &mut value),
            false => value.extend_from_slice(member),
        }
    }
    Some(value)
}

/// `text/HTML ; Q=1.0` as `text/html`. The values of other parameters keep their case.
fn negotiated(member: &[u8], value: &mut Vec<u8>) {
    for (index, part) in parts(member, b';').enumerate() {
        let sign = part.iter().position(|byte| *byte == b'=');
        let (name, argument) = part.split_at(sign.unwrap_or(part.len()));
        let name = name.to_ascii_lowercase();
        if index > 0 {
            if name == b"q" && is_one(argument) {
                continue;
            }
            value.push(b';');
        }
        value.extend_from_slice(&name);
        value.extend_from_slice(argument);
    }
}

/// A weight of one (RFC 9110, section 12.4.2).
fn is_one(weight: &[u8]) -> bool {
    matches!(weight, b"=1" | b"=1." | b"=1.0" | b"=1.00" | b"=1.000")
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    fn value(name: HeaderName, lines: &[&str]) -> Option<String> {
        let mut request = HeaderMap::new();
        for line in lines {
            let line = HeaderValue::from_bytes(line.as_bytes()).expect("a field value");
            request.append(&name, line);
        }
        keyed(&name, &request)
    }

    #[test]
    fn what_means_the_same_is_the_same() {
        let accept = |lines: &[&str]| value(header::ACCEPT, lines);
        let plain = accept(&["text/html,application/xml;q=0.9,*/*;q=0.8"]);
        assert_eq!(
            plain.as_deref(),
            Some("text/html,application/xml;q=0.9,*/*;q=0.8")
        );
        for lines in [
            &["Text/HTML, application/xml ; q=0.9 ,*/*;Q=0.8"][..],
            &["text/html;q=1.0", "application/xml;q=0.9, */*;q=0.8"],
        ] {
            assert_eq!(accept(lines), plain, "{lines:?}");
        }
        let quoted = |value: &str| accept(&[&format!("a/b; P=\"{value}\"")]);
        assert_eq!(quoted("X; Y").as_deref(), Some("a/b;p=\"X;%20Y\""));
        assert_ne!(quoted("X; Y"), quoted("X;Y"));
        assert_ne!(quoted("X"), quoted("x"));
        assert_ne!(accept(&["*/*, text/html"]), accept(&["text/html, */*"]));
    }

    #[test]
    fn other_headers_keep_their_case_and_their_parameters() {
        let name = HeaderName::from_static("x-flag");
        assert_eq!(
            value(name.clone(), &["A;q=1 ,  b"]).as_deref(),
            Some("A;q=1,b")
        );
        assert_ne!(value(name.clone(), &["A"]), value(name, &["a"]));
    }

    #[test]
    fn absent_empty_and_escaped_differ() {
        let name = HeaderName::from_static("x-flag");
        assert_eq!(value(name.clone(), &[]), None);
        assert_eq!(value(name.clone(), &[""]).as_deref(), Some(""));
        assert_eq!(value(name.clone(), &["a b"]).as_deref(), Some("a%20b"));
        assert_eq!(value(name, &["a%20b"]).as_deref(), Some("a%2520b"));
    }

    #[test]
    fn a_long_value_stands_for_itself_by_its_hash() {
        let name = HeaderName::from_static("x-flag");
        let long = |end: char| value(name.clone(), &[&format!("{}{end}", "x".repeat(5_000))]);
        let text = long('a').expect("a value");
        assert!(text.starts_with('#') && text.len() == 65, "{text}");
        assert_ne!(long('a'), long('b'));
        // A short value that looks like a hash is escaped.
        assert_eq!(value(name, &["#0"]).as_deref(), Some("%230"));
    }
}
