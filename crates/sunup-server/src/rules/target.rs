//! [`Target`]: where a rule leads, with the parameters of its pattern.

use std::fmt;

use http::{Method, Uri};
use percent_encoding::{
    AsciiSet, CONTROLS, NON_ALPHANUMERIC, percent_decode_str, percent_encode, utf8_percent_encode,
};

use super::{
    pattern::{Pattern, Values},
    query::{self, Query},
};
use crate::{
    config::{Origin, Setting},
    target::{TargetError, check},
};

/// `/article/{slug}?from=blog#text`, or the same behind an origin of `https`. Parameters are whole
/// segments of the path, or stand in the values of the query; no origin has any.
#[derive(Clone, Debug)]
pub(super) struct Target {
    text: String,
    origin: Option<Origin>,
    path: Vec<Part>,
    query: Query,
    fragment: Option<String>,
}

/// What stands between two slashes of a target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// A text, decoded.
    Fixed(String),
    /// The value of a parameter, whether it is one segment or all that followed.
    Value(String),
}

/// What may stand in a segment as it is (RFC 3986, section 3.3).
pub(super) const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'!')
    .remove(b'$')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=')
    .remove(b':')
    .remove(b'@');

/// What no fragment has as it is.
const FRAGMENT: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'`');

impl Target {
    /// Reads the target of a rule for `pattern`: on this site, and when it `may_leave` also
    /// elsewhere, and with a fragment.
    ///
    /// # Errors
    /// With what is wrong with it, as the end of a sentence.
    pub(super) fn parse(text: &str, pattern: &Pattern, may_leave: bool) -> Result<Self, String> {
        let strange = |c: char| c.is_control() || c.is_whitespace() || c == '\\';
        if let Some(strange) = text.chars().find(|c| strange(*c)) {
            return Err(format!("has {strange:?}, which no address has"));
        }
        let (origin, local) = match text.starts_with('/') {
            true => (None, text),
            false if may_leave => split_origin(text)?,
            false => return Err("is no path of this site, which begins with one slash".into()),
        };
        let (local, fragment) = match local.split_once('#') {
            Some(_) if !may_leave => return Err("has a fragment, which no server sees".into()),
            Some((local, fragment)) => (local, Some(fragment)),
            None => (local, None),
        };
        let (path, query) = match local.split_once('?') {
            Some((path, query)) => (path, query),
            None => (local, ""),
        };
        Ok(Self {
            text: text.to_owned(),
            path: parts(path, pattern)?,
            query: Query::parse(query, pattern)?,
            fragment: fragment.map(|it| utf8_percent_encode(it, FRAGMENT).to_string()),
            origin,
        })
    }

    /// Whose address it is, where it is written as a whole URL.
    pub(super) fn origin(&self) -> Option<&Origin> {
        self.origin.as_ref()
    }

    /// Whether it is on this site, and has a slash at its end where there need be none.
    pub(super) fn is_spelled_otherwise(&self) -> bool {
        let ends = matches!(&self.path[..], [_, .., Part::Fixed(end)] if end.is_empty());
        ends && self.origin.is_none()
    }

    pub(super) fn path(&self) -> &[Part] {
        &self.path
    }

    pub(super) fn has_query(&self) -> bool {
        !self.query.is_empty()
    }

    /// The whole address with these values and with what the visitor's query has besides. `None`
    /// where it would be one that this server refuses: a value must not make it another host's, or
    /// one of relative segments.
    pub(super) fn address(&self, values: &Values<'_>, asked: Option<&str>) -> Option<String> {
        let mut address = self.local(values, asked)?;
        if let Some(origin) = &self.origin {
            address.insert_str(0, &origin.to_string());
        }
        if let Some(fragment) = &self.fragment {
            address.push('#');
            address.push_str(fragment);
        }
        Some(address)
    }

    /// Path and query on this site.
    pub(super) fn local(&self, values: &Values<'_>, asked: Option<&str>) -> Option<String> {
        let mut local = self.expanded(values);
        self.query.write(values, asked, &mut local);
        let uri: Uri = local.parse().ok()?;
        match check(&Method::GET, &uri) {
            // Another site may spell its addresses otherwise than this one.
            Ok(()) | Err(TargetError::Spelling) => Some(local),
            Err(_) => None,
        }
    }

    /// The path with these values.
    pub(super) fn expanded(&self, values: &Values<'_>) -> String {
        let mut path = String::new();
        for part in &self.path {
            match part {
                Part::Fixed(fixed) => {
                    path.push('/');
                    path.extend(utf8_percent_encode(fixed, SEGMENT));
                }
                Part::Value(name) => {
                    for segment in query::value(values, name).split('/') {
                        path.push('/');
                        let bytes: Vec<u8> = percent_decode_str(segment).collect();
                        path.extend(percent_encode(&bytes, SEGMENT));
                    }
                }
            }
        }
        path
    }
}

fn split_origin(text: &str) -> Result<(Option<Origin>, &str), String> {
    let elsewhere = || "is neither a path of this site nor an address with https://".to_owned();
    let after = text.strip_prefix("https://").ok_or_else(elsewhere)?;
    let end = after.find(['/', '?', '#']).unwrap_or(after.len());
    let (authority, local) = after.split_at(end);
    if authority.contains(['{', '}']) {
        return Err("has a parameter in its host, so that visitors could choose it".into());
    }
    let origin = Origin::parse(&format!("https://{authority}"));
    let origin = origin.ok_or_else(|| format!("has {authority:?}, which is no host"))?;
    match local.is_empty() {
        true => Ok((Some(origin), "/")),
        false if local.starts_with('/') => Ok((Some(origin), local)),
        false => Err("has no path before its query; write a slash".into()),
    }
}

fn parts(path: &str, pattern: &Pattern) -> Result<Vec<Part>, String> {
    // What stands there is read as a pattern is, and then its parameters must be known.
    let template = path.replace("{*", "{");
    let template = Pattern::parse(&template)?;
    let count = template.segments().len();
    let parts = template.segments().iter().enumerate().map(|(at, segment)| {
        let Some(name) = segment.name() else {
            return Ok(Part::Fixed(segment.to_string()));
        };
        known(name, pattern)?;
        match pattern.is_rest(name) && at + 1 < count {
            true => Err(format!(
                "goes on after {{{name}}}, which is all that follows"
            )),
            false => Ok(Part::Value(name.to_owned())),
        }
    });
    parts.collect()
}

/// Fails for a parameter that the pattern has not.
pub(super) fn known(name: &str, pattern: &Pattern) -> Result<(), String> {
    let names: Vec<String> = pattern.names().map(|name| format!("{{{name}}}")).collect();
    match pattern.names().any(|known| known == name) {
        true => Ok(()),
        false if names.is_empty() => Err(format!("has {{{name}}}, where the pattern has none")),
        false => {
            let names = names.join(" and ");
            Err(format!("has {{{name}}}, where the pattern has {names}"))
        }
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where a request for `path?query` is led.
    fn led(pattern: &str, target: &str, path: &str, query: Option<&str>) -> Option<String> {
        let pattern = Pattern::parse(pattern).expect(pattern);
        let target = Target::parse(target, &pattern, true).expect(target);
        target.address(&pattern.values(path).expect(path), query)
    }

    fn refused(pattern: &str, target: &str) -> String {
        let pattern = Pattern::parse(pattern).expect(pattern);
        Target::parse(target, &pattern, true).expect_err(target)
    }

    #[test]
    fn values_stand_where_their_names_stood() {
        let to = |path| led("/blog/{slug}", "/article/{slug}", path, None);
        assert_eq!(to("/blog/how-to").as_deref(), Some("/article/how-to"));
        assert_eq!(to("/blog/%c3%bcber").as_deref(), Some("/article/%C3%BCber"));
        assert_eq!(to("/blog/a%2Fb").as_deref(), Some("/article/a%2Fb"));
        assert_eq!(to("/blog/a%3Fb%23").as_deref(), Some("/article/a%3Fb%23"));
        let deep = led("/old/{*rest}", "/new/{rest}", "/old/a/b/", None);
        assert_eq!(deep.as_deref(), Some("/new/a/b/"));
        let both = led("/{a}/{b}", "/x/{b}/{a}", "/1/2", None);
        assert_eq!(both.as_deref(), Some("/x/2/1"));
    }

    #[test]
    fn a_visitors_query_is_kept_where_the_target_has_no_say() {
        let to = |target, query| led("/find/{word}", target, "/find/a%26b", query);
        assert_eq!(to("/search", None).as_deref(), Some("/search"));
        assert_eq!(to("/search", Some("x=1")).as_deref(), Some("/search?x=1"));
        assert_eq!(
            to("/search?q={word}", Some("utm=1&q=2&%71=3&x")).as_deref(),
            Some("/search?q=a%26b&utm=1&x")
        );
        assert_eq!(to("/x#top", Some("a=1")).as_deref(), Some("/x?a=1#top"));
    }

    #[test]
    fn no_value_makes_an_address_another_hosts() {
        for path in [
            "/go//evil.example",
            "/go//evil.example/x",
            "/go///evil.example",
            "/go/%2e%2e/x",
            "/go/a/../../x",
            "/go/x%0d%0aset-cookie:a=b",
            "/go/x%00",
        ] {
            assert_eq!(led("/go/{*rest}", "/{rest}", path, None), None, "{path}");
        }
        let escaped = |path| led("/go/{*rest}", "/{rest}", path, None);
        assert_eq!(
            escaped("/go/%5Cevil.example").as_deref(),
            Some("/%5Cevil.example")
        );
        assert_eq!(
            escaped("/go/%2Fevil.example").as_deref(),
            Some("/%2Fevil.example")
        );
        let kept = led("/a", "/b", "/a", Some("to=//evil.example\"<\u{e4}"));
        assert_eq!(kept.as_deref(), Some("/b?to=//evil.example%22%3C%C3%A4"));
    }

    #[test]
    fn another_site_is_led_to_where_the_file_names_it() {
        let to = led(
            "/docs/{*rest}",
            "https://docs.example.org/v1/{rest}",
            "/docs/a/b",
            Some("x"),
        );
        assert_eq!(to.as_deref(), Some("https://docs.example.org/v1/a/b?x"));
        let to = led("/docs", "https://docs.example.org", "/docs", None);
        assert_eq!(to.as_deref(), Some("https://docs.example.org/"));
        let evil = led("/d/{*r}", "https://a.example/{r}", "/d//evil.example", None);
        assert_eq!(evil, None);
    }

    #[test]
    fn what_is_no_target_is_said() {
        for (target, why) in [
            ("//evil.example", "has two slashes in a row"),
            ("/\\evil.example", "has '\\\\'"),
            ("/a\r\nset-cookie: b", "has '\\r'"),
            ("/a b", "has ' '"),
            ("http://example.org/", "https://"),
            ("javascript:alert(1)", "https://"),
            ("about", "https://"),
            ("https://{slug}.example.org/", "in its host"),
            ("https://a@example.org/", "which is no host"),
            ("https://", "which is no host"),
            ("https://example.org?x", "write a slash"),
            ("/{other}", "has {other}, where the pattern has {slug}"),
            ("/x?q={other}", "has {other}, where the pattern has {slug}"),
            ("/x?{slug}=1", "in the name"),
            ("/x-{slug}", "a whole one"),
            ("/../x", "which no rule is for"),
        ] {
            let error = refused("/blog/{slug}", target);
            assert!(error.contains(why), "{target}: {error}");
        }
        assert!(refused("/a", "/{b}").contains("where the pattern has none"));
        assert!(refused("/a/{*rest}", "/{rest}/x").contains("goes on after"));
    }
}
