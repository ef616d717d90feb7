//! Validators: a strong `ETag` per encoding from the body's hash, `If-None-Match`, and
//! `If-Modified-Since` for pages that state when they changed (RFC 9110, sections 8.8.3, 13.1.2 and
//! 13.1.3).
//!
//! ```
//! use http::{HeaderMap, header};
//! use sunup_cache::{encoding::{Accepted, Encoding}, validator::{Condition, ContentHash, condition}};
//!
//! let content = ContentHash::of(b"<h1>Hello</h1>");
//! let mut request = HeaderMap::new();
//! request.insert(header::IF_NONE_MATCH, content.etag(Encoding::Identity));
//! let accepted = Accepted::of(&request);
//! let outcome = condition(&request, &content, &accepted, Encoding::Identity);
//! assert_eq!(outcome, Condition::Have(Encoding::Identity));
//! ```

use crate::{
    control::Targets,
    encoding::{Accepted, Encoding},
    policy::date,
};
use data_encoding::HEXLOWER;
use http::{HeaderMap, HeaderName, HeaderValue, header};
use sha2::{Digest, Sha256};
use std::time::SystemTime;

/// The name of a body before it is compressed: hexadecimal digits, as tags have them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ContentHash(pub(crate) [u8; 32]);

impl ContentHash {
    /// Of these bytes: the first half of their SHA-256.
    pub fn of(body: &[u8]) -> Self {
        Self::of_digest(&Sha256::digest(body))
    }

    fn of_digest(digest: &[u8]) -> Self {
        let mut digits = [0; 32];
        HEXLOWER.encode_mut(&digest[..16], &mut digits);
        Self(digits)
    }

    /// Of a body and the policies that are sent with it. A tag names both: a client that has the
    /// body under another policy does not have this response, so that a 304 need not repeat what
    /// is most of its bytes.
    pub fn with_policies(body: &[u8], headers: &HeaderMap) -> Self {
        let names = [
            header::CONTENT_SECURITY_POLICY,
            header::CONTENT_SECURITY_POLICY_REPORT_ONLY,
        ];
        let mut hasher = Sha256::new();
        hasher.update(body);
        for name in &names {
            for line in headers.get_all(name) {
                // No body ends with a field of this name and a byte that no field has.
                hasher.update([0]);
                hasher.update(name.as_str());
                hasher.update([0]);
                hasher.update(line);
            }
        }
        Self::of_digest(&hasher.finalize())
    }

    /// The value of `ETag` for the body in this encoding: `"3f…"`, `"3f…-br"`.
    pub fn etag(&self, encoding: Encoding) -> HeaderValue {
        let mut tag = Vec::with_capacity(40);
        tag.push(b'"');
        tag.extend_from_slice(&self.0);
        if encoding != Encoding::Identity {
            tag.push(b'-');
            tag.extend_from_slice(encoding.name().as_bytes());
        }
        tag.push(b'"');
        // Hexadecimal digits and names of codings are valid in a field.
        HeaderValue::try_from(tag).unwrap_or_else(|_| HeaderValue::from_static("\"\""))
    }

    /// The encoding that a tag names, where it is one of this body's.
    fn named(&self, tag: &[u8]) -> Option<Encoding> {
        let tag = tag.strip_prefix(b"\"")?.strip_suffix(b"\"")?;
        let rest = tag.strip_prefix(&self.0[..])?;
        if rest.is_empty() {
            return Some(Encoding::Identity);
        }
        let name = rest.strip_prefix(b"-")?;
        let mut coded = Encoding::ALL
            .into_iter()
            .filter(|it| *it != Encoding::Identity);
        coded.find(|encoding| encoding.name().as_bytes() == name)
    }
}

/// What the conditions of a request come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Condition {
    /// Send the body.
    Send,
    /// 304, with the tag of this encoding, which the client has.
    Have(Encoding),
}

/// Compares a request's `If-None-Match` with the tags of an entry, weakly, as section 13.1.2 wants.
/// `chosen` is the encoding that the client would get.
///
/// A client that has the content in another encoding has it: 304 then names the tag that it has,
/// provided that it still accepts that encoding. A cache in front may ask for a client that does
/// not.
pub fn condition(
    request: &HeaderMap,
    content: &ContentHash,
    accepted: &Accepted,
    chosen: Encoding,
) -> Condition {
    let mut lines = request.get_all(header::IF_NONE_MATCH).iter().peekable();
    if lines.peek().is_none() {
        return Condition::Send;
    }
    let mut have = Condition::Send;
    // A tag with a comma inside is cut in two, and neither half is one of ours.
    for tag in lines.flat_map(|line| line.as_bytes().split(|byte| *byte == b',')) {
        let tag = tag.trim_ascii();
        if tag == b"*" {
            return Condition::Have(chosen);
        }
        match content.named(tag.strip_prefix(b"W/").unwrap_or(tag)) {
            Some(named) if named == chosen => return Condition::Have(chosen),
            Some(named) if accepted.accepts(named) => have = Condition::Have(named),
            _ => {}
        }
    }
    have
}

/// When a response says that it changed; `None` where it says so not at all or not in one date.
pub fn last_modified(response: &HeaderMap) -> Option<SystemTime> {
    date(response, header::LAST_MODIFIED)
}

/// Whether a client's copy is current by `If-Modified-Since`, of a response that was `modified` then.
/// Beside `If-None-Match` it does not count, nor does one that is no date (section 13.1.3).
///
/// A response without `Last-Modified` has no date to compare. Its `Date`, which RFC 9111 lets a cache
/// take instead (section 4.3.2), tells when it was rendered and not what: two renders of one second
/// would be one to it, and a copy from before a purge would be called current.
pub fn unmodified_since(request: &HeaderMap, modified: SystemTime) -> bool {
    let since = || date(request, header::IF_MODIFIED_SINCE);
    !request.contains_key(header::IF_NONE_MATCH) && since().is_some_and(|since| modified <= since)
}

/// What a 304 says again of the 200 (RFC 9110, section 15.4.5), and for how long caches in front may
/// go on with their copy. The policies of the document are part of its tag.
const REPEATED: [HeaderName; 8] = [
    header::CACHE_CONTROL,
    header::CONTENT_LOCATION,
    header::DATE,
    header::ETAG,
    header::EXPIRES,
    header::VARY,
    Targets::CDN_CACHE_CONTROL,
    Targets::SURROGATE_CONTROL,
];

/// The headers of a 304 made from those of the 200.
pub fn not_modified(stored: &HeaderMap) -> HeaderMap {
    let mut headers = HeaderMap::with_capacity(REPEATED.len() + 3);
    for name in &REPEATED {
        for value in stored.get_all(name) {
            headers.append(name, value.clone());
        }
    }
    headers
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(lines: &[&str]) -> Condition {
        let mut request = HeaderMap::new();
        let accept = HeaderValue::from_static("br, gzip");
        request.insert(header::ACCEPT_ENCODING, accept);
        let digits = String::from_utf8(ContentHash::of(b"x").0.to_vec()).expect("ASCII");
        for line in lines {
            let line = line.replace('H', &digits);
            let value = HeaderValue::from_str(&line).expect("a field value");
            request.append(header::IF_NONE_MATCH, value);
        }
        let accepted = Accepted::of(&request);
        condition(&request, &ContentHash::of(b"x"), &accepted, Encoding::Br)
    }

    #[test]
    fn a_body_under_another_policy_has_another_tag() {
        let tag = |lines: &[&'static str]| {
            let mut headers = HeaderMap::new();
            for line in lines {
                let line = HeaderValue::from_static(line);
                headers.append(header::CONTENT_SECURITY_POLICY, line);
            }
            ContentHash::with_policies(b"x", &headers)
        };
        assert_eq!(tag(&[]), ContentHash::of(b"x"));
        assert_eq!(tag(&["a"]), tag(&["a"]));
        let tags = [
            tag(&[]),
            tag(&["a"]),
            tag(&["b"]),
            tag(&["a", "b"]),
            tag(&["ab"]),
        ];
        for (at, one) in tags.iter().enumerate() {
            assert!(!tags[..at].contains(one), "{at}");
        }
    }

    #[test]
    fn each_encoding_has_a_tag_of_its_own() {
        let content = ContentHash::of(b"x");
        let tag = "\"2d711642b726b04401627ca9fbac32f5";
        assert_eq!(content.etag(Encoding::Identity), format!("{tag}\""));
        assert_eq!(content.etag(Encoding::Br), format!("{tag}-br\""));
        assert_ne!(content, ContentHash::of(b"y"));
    }

    #[test]
    fn a_copy_that_is_current_is_not_sent_again() {
        for line in [
            "\"H-br\"",
            "W/\"H-br\"",
            "\"x\", \"H-br\"",
            "\"H\" , \"H-br\"",
            "*",
        ] {
            assert_eq!(outcome(&[line]), Condition::Have(Encoding::Br), "{line}");
        }
        assert_eq!(
            outcome(&["\"x\"", "\"H-br\""]),
            Condition::Have(Encoding::Br)
        );
    }

    #[test]
    fn a_copy_in_another_accepted_encoding_is_current_too() {
        assert_eq!(outcome(&["\"H-gzip\""]), Condition::Have(Encoding::Gzip));
        assert_eq!(outcome(&["\"H\""]), Condition::Have(Encoding::Identity));
        assert_eq!(outcome(&["\"H-zstd\""]), Condition::Send);
    }

    #[test]
    fn other_tags_and_nonsense_match_nothing() {
        for line in [
            "\"x\"",
            "H-br",
            "",
            "\"H-br",
            "\"H-identity\"",
            "\"H-\"",
            "\"x,\"H-br\"y\"",
            "w/\"H-br\"",
        ] {
            assert_eq!(outcome(&[line]), Condition::Send, "{line}");
        }
        assert_eq!(outcome(&[]), Condition::Send);
    }

    #[test]
    fn a_date_counts_where_it_is_one_and_no_tag_is_there() {
        const NOON: &str = "Sun, 06 Nov 1994 12:00:00 GMT";
        let mut response = HeaderMap::new();
        assert_eq!(last_modified(&response), None);
        response.insert(header::LAST_MODIFIED, HeaderValue::from_static(NOON));
        let modified = last_modified(&response).expect("a date");
        response.append(header::LAST_MODIFIED, HeaderValue::from_static(NOON));
        assert_eq!(last_modified(&response), None);

        let current = |fields: &[(HeaderName, &'static str)]| {
            let mut request = HeaderMap::new();
            for (name, value) in fields {
                request.append(name, HeaderValue::from_static(value));
            }
            unmodified_since(&request, modified)
        };
        let since = |value| (header::IF_MODIFIED_SINCE, value);
        for value in [
            NOON,
            "Sun, 06 Nov 1994 12:00:01 GMT",
            "Sunday, 06-Nov-94 12:00:00 GMT",
            "Sun Nov  6 12:00:00 1994",
            "Fri, 31 Dec 2094 12:00:00 GMT",
        ] {
            assert!(current(&[since(value)]), "{value}");
        }
        for value in [
            "Sun, 06 Nov 1994 11:59:59 GMT",
            "",
            "0",
            "yesterday",
            "Sun, 06 Nov 1994 12:00:00 GMT, Sun, 06 Nov 1994 12:00:00 GMT",
        ] {
            assert!(!current(&[since(value)]), "{value}");
        }
        assert!(!current(&[]));
        assert!(!current(&[since(NOON), since(NOON)]));
        assert!(!current(&[since(NOON), (header::IF_NONE_MATCH, "\"x\"")]));
    }

    #[test]
    fn a_304_repeats_what_caches_need_and_nothing_of_the_body() {
        let mut stored = HeaderMap::new();
        for name in [
            "etag",
            "vary",
            "cache-control",
            "content-type",
            "content-length",
            "link",
        ] {
            stored.insert(name, HeaderValue::from_static("x"));
        }
        stored.append("vary", HeaderValue::from_static("y"));
        let headers = not_modified(&stored);
        assert_eq!(headers.keys_len(), 3);
        assert_eq!(headers.get_all("vary").iter().count(), 2);
    }
}
