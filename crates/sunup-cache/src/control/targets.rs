//! [`Targets`]: fields that speak to this cache rather than to all (RFC 9213).
//!
//! ```
//! use http::{HeaderMap, HeaderValue};
//! use sunup_cache::control::Targets;
//!
//! let mut headers = HeaderMap::new();
//! headers.insert("cdn-cache-control", HeaderValue::from_static("max-age=600"));
//! let (field, said) = Targets::default().select(&headers).expect("a valid field");
//! assert_eq!(field, "cdn-cache-control");
//! assert_eq!(said.max_age.map(|it| it.as_secs()), Some(600));
//! ```

use super::{Directives, dictionary::dictionary, directives::whole_seconds, item::Item};
use http::{HeaderMap, HeaderName, HeaderValue};

/// The target list of this cache, in order of preference.
///
/// A site whose CDN shall keep pages longer than this cache does leaves `CDN-Cache-Control` out of
/// the list; the field is passed on either way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Targets {
    fields: Vec<HeaderName>,
}

impl Targets {
    /// The field for reverse proxies that a site runs itself.
    pub const SURROGATE_CONTROL: HeaderName = HeaderName::from_static("surrogate-control");
    /// The field for content delivery networks (RFC 9213, section 3).
    pub const CDN_CACHE_CONTROL: HeaderName = HeaderName::from_static("cdn-cache-control");

    /// These fields, and no others.
    pub fn new(fields: impl IntoIterator<Item = HeaderName>) -> Self {
        Self {
            fields: fields.into_iter().collect(),
        }
    }

    /// The first field of the list that is valid and not empty, and what it says. Then
    /// `Cache-Control` and `Expires` count for nothing (RFC 9213, section 2.2).
    pub fn select(&self, headers: &HeaderMap) -> Option<(HeaderName, Directives)> {
        self.fields.iter().find_map(|field| {
            let said = directives(&joined(headers.get_all(field).iter()))?;
            Some((field.clone(), said))
        })
    }
}

impl Default for Targets {
    /// `Surrogate-Control`, then `CDN-Cache-Control`.
    fn default() -> Self {
        Self::new([Self::SURROGATE_CONTROL, Self::CDN_CACHE_CONTROL])
    }
}

/// Lines are joined before a structured field is read (RFC 9651, section 4.2).
fn joined<'a>(lines: impl Iterator<Item = &'a HeaderValue>) -> Vec<u8> {
    let lines: Vec<&[u8]> = lines.map(HeaderValue::as_bytes).collect();
    lines.join(&b", "[..])
}

/// `None` when the field is empty or not a dictionary. A member of another type than its directive
/// has is ignored (RFC 9213, section 2.1).
fn directives(field: &[u8]) -> Option<Directives> {
    let members = dictionary(field).filter(|members| !members.is_empty())?;
    let mut said = Directives::default();
    for (name, value) in members {
        match value {
            Item::Boolean(true) if !has_seconds(name) => said.set(name, || None),
            Item::String if matches!(name, b"no-cache" | b"private") => said.set(name, || None),
            Item::Integer(seconds) if has_seconds(name) => {
                if let Ok(seconds) = u64::try_from(seconds) {
                    said.set(name, || Some(whole_seconds(seconds)));
                }
            }
            _ => {}
        }
    }
    Some(said)
}

fn has_seconds(name: &[u8]) -> bool {
    matches!(
        name,
        b"max-age" | b"s-maxage" | b"stale-while-revalidate" | b"stale-if-error"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn select(lines: &[(&'static str, &'static str)]) -> Option<(String, Directives)> {
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            headers.append(*name, HeaderValue::from_static(value));
        }
        let (field, said) = Targets::default().select(&headers)?;
        Some((field.to_string(), said))
    }

    #[test]
    fn the_first_valid_field_of_the_list_counts() {
        let (field, said) = select(&[
            ("cdn-cache-control", "max-age=1"),
            ("surrogate-control", "max-age=2"),
        ])
        .expect("two fields");
        assert_eq!(field, "surrogate-control");
        assert_eq!(said.max_age.map(|it| it.as_secs()), Some(2));

        for unusable in ["", "max-age=3600+600", "Max-Age=60"] {
            let (field, _) = select(&[
                ("surrogate-control", unusable),
                ("cdn-cache-control", "no-store"),
            ])
            .expect("the second field");
            assert_eq!(field, "cdn-cache-control", "{unusable}");
        }
        assert_eq!(select(&[("cache-control", "max-age=60")]), None);
    }

    #[test]
    fn lines_are_one_dictionary() {
        let (_, said) = select(&[
            ("cdn-cache-control", "max-age=60"),
            ("cdn-cache-control", "private"),
        ])
        .expect("two lines");
        assert!(said.private && said.max_age.is_some());
    }

    #[test]
    fn a_member_of_the_wrong_type_is_ignored() {
        for value in [
            "max-age=\"60\"",
            "max-age=60.5",
            "max-age=-1",
            "max-age",
            "no-store=?0",
            "no-store=1",
            "private=token",
        ] {
            let (_, said) = select(&[("surrogate-control", value)]).expect(value);
            assert_eq!(said, Directives::default(), "{value}");
        }
        let (_, said) = select(&[("surrogate-control", "no-cache=\"x-a, x-b\"")]).expect("one");
        assert!(said.no_cache);
    }
}
