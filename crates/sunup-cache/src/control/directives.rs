//! [`Directives`]: the words of `Cache-Control`.
//!
//! ```
//! use std::time::Duration;
//! use http::{HeaderMap, HeaderValue, header};
//! use sunup_cache::control::Directives;
//!
//! let mut headers = HeaderMap::new();
//! let value = HeaderValue::from_static("public, max-age=0, s-maxage=60");
//! headers.insert(header::CACHE_CONTROL, value);
//! let said = Directives::of(&headers).expect("the field is there");
//! assert_eq!(said.s_maxage, Some(Duration::from_secs(60)));
//! ```

use super::list::members;
use http::{HeaderMap, header};
use std::time::Duration;

/// The directives of a response or a request that this cache knows (RFC 9111, section 5.2).
///
/// A lifetime that is stated but is no number counts as zero, and of several the first counts
/// (section 4.2.1). Unknown directives are ignored (section 5.2.3).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Directives {
    /// `public`.
    pub public: bool,
    /// `private`. With field names it counts as if it had none, as section 5.2.2.7 allows.
    pub private: bool,
    /// `no-store`.
    pub no_store: bool,
    /// `no-cache`. With field names it counts as if it had none (section 5.2.2.4).
    pub no_cache: bool,
    /// `must-revalidate`.
    pub must_revalidate: bool,
    /// `proxy-revalidate`.
    pub proxy_revalidate: bool,
    /// `only-if-cached`, of a request.
    pub only_if_cached: bool,
    /// `max-age`.
    pub max_age: Option<Duration>,
    /// `s-maxage`.
    pub s_maxage: Option<Duration>,
    /// `stale-while-revalidate` (RFC 5861, section 3).
    pub stale_while_revalidate: Option<Duration>,
    /// `stale-if-error` (RFC 5861, section 4).
    pub stale_if_error: Option<Duration>,
}

impl Directives {
    /// Of all `Cache-Control` lines together; `None` when no directive stands in any.
    pub fn of(headers: &HeaderMap) -> Option<Self> {
        let mut said = Self::default();
        let mut directives = 0;
        for line in headers.get_all(header::CACHE_CONTROL) {
            directives += said.read(line.as_bytes());
        }
        (directives > 0).then_some(said)
    }

    /// Of one value, as settings have it.
    pub fn parse(value: &str) -> Self {
        let mut said = Self::default();
        said.read(value.as_bytes());
        said
    }

    /// Returns how many directives there are.
    fn read(&mut self, line: &[u8]) -> usize {
        let mut directives = 0;
        for member in members(line) {
            directives += 1;
            let (name, argument) = match member.iter().position(|byte| *byte == b'=') {
                Some(at) => (&member[..at], Some(&member[at + 1..])),
                None => (member, None),
            };
            let spaced = name.trim_ascii_end().len() != name.len();
            let seconds = || match argument {
                Some(text) if !spaced => seconds(text),
                _ => None,
            };
            self.set(name.trim_ascii_end(), seconds);
        }
        directives
    }

    /// Sets the directive of this name. `seconds` is its argument, where that is a number.
    pub(super) fn set(&mut self, name: &[u8], seconds: impl Fn() -> Option<Duration>) {
        let is = |word: &str| name.eq_ignore_ascii_case(word.as_bytes());
        let flag = match () {
            () if is("public") => &mut self.public,
            () if is("private") => &mut self.private,
            () if is("no-store") => &mut self.no_store,
            () if is("no-cache") => &mut self.no_cache,
            () if is("must-revalidate") => &mut self.must_revalidate,
            () if is("proxy-revalidate") => &mut self.proxy_revalidate,
            () if is("only-if-cached") => &mut self.only_if_cached,
            () => {
                let time = match () {
                    () if is("max-age") => &mut self.max_age,
                    () if is("s-maxage") => &mut self.s_maxage,
                    () if is("stale-while-revalidate") => &mut self.stale_while_revalidate,
                    () if is("stale-if-error") => &mut self.stale_if_error,
                    () => return,
                };
                time.get_or_insert_with(|| seconds().unwrap_or_default());
                return;
            }
        };
        *flag = true;
    }
}

/// The greatest number of seconds that counts: a larger one is taken for this (RFC 9111, section
/// 1.2.2).
const MOST: u64 = 1 << 31;

/// `delta-seconds`, also as a quoted string (RFC 9111, sections 1.2.2 and 5.2).
fn seconds(argument: &[u8]) -> Option<Duration> {
    let quoted = argument
        .strip_prefix(b"\"")
        .and_then(|rest| rest.strip_suffix(b"\""));
    let digits = quoted.unwrap_or(argument);
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    Some(whole_seconds(digits.iter().fold(0, |sum: u64, digit| {
        sum.saturating_mul(10)
            .saturating_add(u64::from(digit - b'0'))
    })))
}

/// So many seconds, or the greatest number that counts.
pub(crate) fn whole_seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds.min(MOST))
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    fn max_age(value: &str) -> Option<u64> {
        Directives::parse(value).max_age.map(|it| it.as_secs())
    }

    #[test]
    fn names_are_found_in_any_case_and_on_any_line() {
        let mut headers = HeaderMap::new();
        assert_eq!(Directives::of(&headers), None);
        headers.append(header::CACHE_CONTROL, HeaderValue::from_static(", "));
        assert_eq!(Directives::of(&headers), None);
        for line in ["PUBLIC,Max-Age=5", "  ,, No-Store ,", "unknown=1"] {
            headers.append(header::CACHE_CONTROL, HeaderValue::from_static(line));
        }
        let said = Directives::of(&headers).expect("three lines");
        assert!(said.public && said.no_store && !said.private);
        assert_eq!(said.max_age, Some(Duration::from_secs(5)));
    }

    #[test]
    fn a_number_may_be_quoted_and_is_never_too_large() {
        assert_eq!(max_age("max-age=60"), Some(60));
        assert_eq!(max_age("max-age=\"60\""), Some(60));
        assert_eq!(max_age("max-age=007"), Some(7));
        assert_eq!(max_age("max-age=2147483649"), Some(MOST));
        assert_eq!(max_age("max-age=99999999999999999999999"), Some(MOST));
        assert_eq!(max_age("public"), None);
    }

    #[test]
    fn a_lifetime_that_is_no_number_is_zero() {
        for value in [
            "max-age",
            "max-age=",
            "max-age=-1",
            "max-age=+1",
            "max-age=1.5",
            "max-age=60s",
            "max-age = 60",
            "max-age= 60",
            "max-age='60'",
            "max-age=\"60",
            "max-age=0x10",
        ] {
            assert_eq!(max_age(value), Some(0), "{value}");
        }
    }

    #[test]
    fn of_several_lifetimes_the_first_counts() {
        assert_eq!(max_age("max-age=1, max-age=100"), Some(1));
        assert_eq!(max_age("max-age=x, max-age=100"), Some(0));
    }

    #[test]
    fn what_is_quoted_is_no_directive() {
        let said = Directives::parse("ext=\"a, no-store, \\\", private\", public");
        assert!(said.public && !said.no_store && !said.private);
        assert!(Directives::parse("private=\"x-a, x-b\"").private);
        assert!(Directives::parse("no-cache=\"set-cookie\"").no_cache);
    }

    #[test]
    fn a_quote_that_is_never_closed_hides_nothing() {
        assert!(Directives::parse("ext=\"a, no-store").no_store);
    }
}
