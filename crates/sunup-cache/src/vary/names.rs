//! [`VaryNames`]: the request headers that a response depends on.

use super::value::keyed;
use crate::control::list::members;
use http::{HeaderMap, HeaderName, header};
use std::{fmt::Write, sync::Arc};

/// `Vary: *`: no request is like another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the response varies by anything")]
pub struct VaryAny;

/// Names of request headers, sorted, each once, never `Accept-Encoding`: this cache encodes bodies
/// itself, and an entry has all of its encodings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VaryNames {
    names: Arc<[HeaderName]>,
}

impl VaryNames {
    /// The names that a response states.
    ///
    /// # Errors
    /// When it is `*`, or no list of names: then it may depend on anything.
    pub fn of(response: &HeaderMap) -> Result<Self, VaryAny> {
        let mut names = Vec::new();
        for line in response.get_all(header::VARY) {
            for member in members(line.as_bytes()) {
                // As a header name, `*` is valid.
                if member == b"*" {
                    return Err(VaryAny);
                }
                names.push(HeaderName::from_bytes(member).map_err(|_| VaryAny)?);
            }
        }
        Ok(names.into_iter().collect())
    }

    /// Only the names that `keep` says. What a render did not see needs no variants.
    #[must_use]
    pub fn only(&self, keep: impl Fn(&HeaderName) -> bool) -> Self {
        self.iter().filter(|name| keep(name)).cloned().collect()
    }

    /// The names of both. Two requests that are alike in them are alike in those of either, so
    /// that an entry is found by nobody it was not stored for, whichever it was stored under.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        self.iter().chain(other.iter()).cloned().collect()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// The names in order.
    pub fn iter(&self) -> impl Iterator<Item = &HeaderName> {
        self.names.iter()
    }

    /// Appends ` name=value` for each name, as keys have it. A header that is absent differs from
    /// one that is empty.
    pub(crate) fn write(&self, request: &HeaderMap, key: &mut String) {
        for name in self.iter() {
            // Writing to a String cannot fail.
            let _ = write!(key, " {name}");
            if let Some(value) = keyed(name, request) {
                key.push('=');
                key.push_str(&value);
            }
        }
    }
}

impl FromIterator<HeaderName> for VaryNames {
    fn from_iter<I: IntoIterator<Item = HeaderName>>(names: I) -> Self {
        let mut names: Vec<HeaderName> = names
            .into_iter()
            .filter(|name| *name != header::ACCEPT_ENCODING)
            .collect();
        names.sort_unstable_by(|a, b| a.as_str().cmp(b.as_str()));
        names.dedup();
        Self {
            names: names.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    fn of(lines: &[&'static str]) -> Result<Vec<String>, VaryAny> {
        let mut response = HeaderMap::new();
        for line in lines {
            response.append(header::VARY, HeaderValue::from_static(line));
        }
        let names = VaryNames::of(&response)?;
        Ok(names.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn names_of_all_lines_are_sorted_and_unique() {
        let names = of(&["Accept, X-A", "x-a,, accept-encoding,Accept-Language"]);
        assert_eq!(
            names,
            Ok(["accept", "accept-language", "x-a"]
                .map(String::from)
                .into())
        );
        assert_eq!(of(&[]), Ok(vec![]));
    }

    #[test]
    fn a_star_among_names_is_a_star() {
        assert_eq!(of(&["*"]), Err(VaryAny));
        assert_eq!(of(&["accept", "x-a, *"]), Err(VaryAny));
        assert_eq!(of(&["a b"]), Err(VaryAny));
    }

    #[test]
    fn names_join_and_part() {
        let names = |names: &[&'static str]| -> VaryNames {
            names.iter().copied().map(HeaderName::from_static).collect()
        };
        let both = names(&["x-b", "x-a"]).union(&names(&["x-c", "x-a"]));
        assert_eq!(both, names(&["x-a", "x-b", "x-c"]));
        assert_eq!(both.only(|name| name != "x-b"), names(&["x-a", "x-c"]));
        assert!(both.only(|_| false).is_empty());
    }
}
