//! Which fields rules may set, and how they are set.

use std::sync::Arc;

use http::{HeaderMap, HeaderName, HeaderValue, header};

/// Fields that rules set.
pub(super) type Fields = Vec<(HeaderName, HeaderValue)>;

/// What rules add to an answer that is given without them.
#[derive(Clone, Debug, Default)]
pub struct Added(Option<Arc<Fields>>);

impl Added {
    pub(super) fn of(fields: Option<&Arc<Fields>>) -> Self {
        Self(fields.cloned())
    }

    /// Sets the fields.
    pub fn write(&self, answer: &mut HeaderMap) {
        if let Some(fields) = &self.0 {
            set(fields, answer);
        }
    }
}

/// Those of one connection or of one message (RFC 9110, section 7.6.1; RFC 9112, section 6).
const OF_THE_CONNECTION: [&str; 10] = [
    "connection",
    "content-encoding",
    "content-length",
    "content-range",
    "keep-alive",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// Those that the page and its cache decide: what is kept, for whom and for how long.
const OF_THE_CACHE: [&str; 12] = [
    "accept-ranges",
    "age",
    "cache-control",
    "cache-status",
    "cache-tag",
    "content-security-policy",
    "content-type",
    "etag",
    "expires",
    "last-modified",
    "surrogate-control",
    "vary",
];

/// Those that the server or the rules themselves write.
const OF_THE_SERVER: [&str; 9] = [
    "allow",
    "date",
    "location",
    "proxy-authenticate",
    "retry-after",
    "set-cookie",
    "status",
    "www-authenticate",
    "x-request-id",
];

/// A field that a rule sets.
///
/// # Errors
/// With why it may not, as the end of a sentence.
pub(super) fn read(name: &str, value: &str) -> Result<(HeaderName, HeaderValue), String> {
    let Ok(field) = HeaderName::try_from(name) else {
        return Err(format!("sets {name:?}, which is no name of a header"));
    };
    let found = field.as_str();
    if OF_THE_CONNECTION.contains(&found) {
        return Err(format!("sets {found}, which belongs to the connection"));
    }
    if found.ends_with("-cache-control") || OF_THE_CACHE.contains(&found) {
        return Err(format!("sets {found}, which the page and its cache decide"));
    }
    let is_internal = found.starts_with("sunup-") || found.starts_with("x-sunup-");
    if is_internal || OF_THE_SERVER.contains(&found) {
        return Err(format!("sets {found}, which the server writes itself"));
    }
    match HeaderValue::from_str(value.trim()) {
        Ok(set) if !set.is_empty() && value.is_ascii() => Ok((field, set)),
        _ => Err(format!(
            "sets {found} to {value:?}, where a value is visible ASCII and not empty"
        )),
    }
}

/// Sets them on an answer. `Link` is a list, to which every speaker adds.
pub(super) fn set(fields: &[(HeaderName, HeaderValue)], answer: &mut HeaderMap) {
    for (name, value) in fields {
        if name == header::LINK {
            answer.append(name, value.clone());
        } else {
            answer.insert(name, value.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_sets_what_belongs_to_nobody_else() {
        for name in [
            "x-robots-tag",
            "Referrer-Policy",
            "strict-transport-security",
        ] {
            assert!(read(name, "a, b").is_ok(), "{name}");
        }
        for (name, why) in [
            ("Connection", "the connection"),
            ("transfer-encoding", "the connection"),
            ("content-length", "the connection"),
            ("Cache-Control", "its cache"),
            ("netlify-cdn-cache-control", "its cache"),
            ("vary", "its cache"),
            ("content-security-policy", "its cache"),
            ("set-cookie", "the server"),
            ("location", "the server"),
            ("x-sunup-route", "the server"),
            ("a b", "no name of a header"),
        ] {
            let error = read(name, "x").expect_err(name);
            assert!(error.contains(why), "{name}: {error}");
        }
        for value in ["", " ", "a\r\nset-cookie: b", "\u{e4}"] {
            let error = read("x-a", value).expect_err(value);
            assert!(error.contains("visible ASCII"), "{error}");
        }
    }

    #[test]
    fn a_link_joins_those_that_are_there() {
        let mut answer = HeaderMap::new();
        answer.insert(header::LINK, HeaderValue::from_static("</a>; rel=preload"));
        answer.insert("x-a", HeaderValue::from_static("1"));
        let rule = [("link", "</b>; rel=me"), ("x-a", "2")];
        let rule = rule.map(|(name, value)| read(name, value).expect(name));
        set(&rule, &mut answer);
        assert_eq!(answer.get_all(header::LINK).iter().count(), 2);
        assert_eq!(answer["x-a"], "2");
        assert_eq!(answer.len(), 3);
    }
}
