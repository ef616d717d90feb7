//! [`PatternPolicy`]: what the settings declare for pages that declare nothing.

use crate::control::Directives;
use http::HeaderValue;
use std::{sync::Arc, time::Duration};

/// The `Cache-Control` of a route's pages, from the settings.
///
/// ```
/// use sunup_cache::policy::PatternPolicy;
///
/// assert!(PatternPolicy::new("/tags/{tag}", "public, s-maxage=60").is_ok());
/// assert!(PatternPolicy::new("/tags/{tag}", "s-maxage=1m").is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatternPolicy {
    pattern: Arc<str>,
    value: HeaderValue,
    directives: Directives,
}

/// Why a policy of the settings is none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PatternError {
    /// No field value at all.
    #[error("{0:?} is no value of Cache-Control")]
    Value(String),
    /// A directive that this cache does not know: in settings that is a slip of the pen.
    #[error("{0:?} is no directive that the page cache knows")]
    Unknown(String),
    /// A directive that needs a number of seconds and has none.
    #[error("{0:?} needs a number of seconds, as in {1}=60")]
    Seconds(String, &'static str),
    /// A directive that stands there more than once.
    #[error("{0} stands more than once")]
    Twice(String),
    /// Two directives that cannot both be meant.
    #[error("{0} and {1} contradict each other: {2}")]
    Contradiction(&'static str, &'static str, &'static str),
}

const FLAGS: [&str; 6] = [
    "public",
    "private",
    "no-store",
    "no-cache",
    "must-revalidate",
    "proxy-revalidate",
];

const TIMES: [&str; 4] = [
    "max-age",
    "s-maxage",
    "stale-while-revalidate",
    "stale-if-error",
];

impl PatternPolicy {
    /// The policy `cache_control` for the route `pattern`. It is read strictly, unlike what comes
    /// from a response, of which the most restrictive directive counts.
    ///
    /// # Errors
    /// When the value has a directive that is not known, not whole or there twice, and when two of
    /// them contradict each other.
    pub fn new(pattern: &str, cache_control: &str) -> Result<Self, PatternError> {
        let value = HeaderValue::from_str(cache_control)
            .map_err(|_| PatternError::Value(cache_control.to_owned()))?;
        let mut names = Vec::new();
        for directive in cache_control.split(',').map(str::trim) {
            let name = check(directive)?;
            if names.contains(&name) {
                return Err(PatternError::Twice(name.to_owned()));
            }
            names.push(name);
        }
        let directives = Directives::parse(cache_control);
        if let Some((one, other, why)) = contradiction(&directives) {
            return Err(PatternError::Contradiction(one, other, why));
        }
        Ok(Self {
            pattern: pattern.into(),
            value,
            directives,
        })
    }

    /// The route pattern.
    pub fn pattern(&self) -> &Arc<str> {
        &self.pattern
    }

    /// The value of `Cache-Control`.
    pub fn value(&self) -> &HeaderValue {
        &self.value
    }

    /// What it says.
    pub fn directives(&self) -> &Directives {
        &self.directives
    }
}

/// The name of a directive that is known and whole.
fn check(directive: &str) -> Result<&str, PatternError> {
    let (name, seconds) = match directive.split_once('=') {
        Some((name, seconds)) => (name, Some(seconds)),
        None => (directive, None),
    };
    if FLAGS.contains(&name) && seconds.is_none() {
        return Ok(name);
    }
    let Some(time) = TIMES.into_iter().find(|time| *time == name) else {
        return Err(PatternError::Unknown(directive.to_owned()));
    };
    match seconds.map(str::parse::<u32>) {
        Some(Ok(_)) => Ok(name),
        _ => Err(PatternError::Seconds(directive.to_owned(), time)),
    }
}

/// Two directives of which one makes the other mean nothing, and why. A zero beside a directive
/// that forbids is a belt with its braces: `no-store, max-age=0`.
fn contradiction(said: &Directives) -> Option<(&'static str, &'static str, &'static str)> {
    let long = |time: Option<Duration>| time.is_some_and(|time| !time.is_zero());
    let stale = [
        ("stale-while-revalidate", said.stale_while_revalidate),
        ("stale-if-error", said.stale_if_error),
    ];
    let stale = stale.into_iter().find(|(_, time)| long(*time));
    let stale = stale.map(|(name, _)| name);
    let fresh = match () {
        () if long(said.s_maxage) => Some("s-maxage"),
        () if long(said.max_age) => Some("max-age"),
        () => None,
    };
    let shared = long(said.s_maxage).then_some("s-maxage");
    let public = said.public.then_some("public");
    let rules = [
        (
            said.no_store,
            "no-store",
            public.or(fresh).or(stale),
            "what is not stored is kept for nobody",
        ),
        (
            said.private,
            "private",
            public.or(shared).or(stale),
            "what is private is kept by browsers only",
        ),
        (
            said.no_cache,
            "no-cache",
            fresh.or(stale),
            "with it nothing is used without being rendered again",
        ),
        (
            said.proxy_revalidate,
            "proxy-revalidate",
            stale,
            "it forbids stale answers",
        ),
        (
            said.must_revalidate && said.s_maxage.is_none(),
            "must-revalidate",
            stale,
            "it forbids stale answers where no s-maxage makes it the browser's",
        ),
    ];
    rules
        .into_iter()
        .filter(|(is_said, ..)| *is_said)
        .find_map(|(_, one, other, why)| Some((one, other?, why)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(cache_control: &str) -> String {
        let made = PatternPolicy::new("/", cache_control);
        made.expect_err(cache_control).to_string()
    }

    #[test]
    fn a_policy_of_the_settings_says_what_it_says() {
        let policy = PatternPolicy::new("/a", "public, max-age=0, s-maxage=60").expect("a policy");
        assert!(policy.directives().public);
        assert_eq!(
            policy.directives().s_maxage.map(|it| it.as_secs()),
            Some(60)
        );
        assert_eq!(policy.value(), "public, max-age=0, s-maxage=60");
        assert_eq!(policy.pattern().as_ref(), "/a");
    }

    #[test]
    fn a_slip_of_the_pen_in_the_settings_is_an_error_with_a_sentence() {
        assert_eq!(
            error("public, smaxage=60"),
            "\"smaxage=60\" is no directive that the page cache knows"
        );
        assert_eq!(
            error("public=1"),
            "\"public=1\" is no directive that the page cache knows"
        );
        assert_eq!(
            error("s-maxage=1m"),
            "\"s-maxage=1m\" needs a number of seconds, as in s-maxage=60"
        );
        assert_eq!(
            error("max-age"),
            "\"max-age\" needs a number of seconds, as in max-age=60"
        );
        assert_eq!(error(""), "\"\" is no directive that the page cache knows");
        assert_eq!(
            error("public,"),
            "\"\" is no directive that the page cache knows"
        );
        assert_eq!(
            error("Public"),
            "\"Public\" is no directive that the page cache knows"
        );
        assert_eq!(
            error("public\n"),
            "\"public\\n\" is no value of Cache-Control"
        );
    }

    #[test]
    fn a_policy_that_contradicts_itself_is_an_error_that_names_both_sides() {
        for (policy, one, other) in [
            ("no-store, public", "no-store", "public"),
            ("public, no-store, s-maxage=60", "no-store", "public"),
            ("no-store, s-maxage=60", "no-store", "s-maxage"),
            ("no-store, max-age=60", "no-store", "max-age"),
            ("no-store, stale-if-error=60", "no-store", "stale-if-error"),
            ("public, private", "private", "public"),
            ("private, s-maxage=60", "private", "s-maxage"),
            (
                "private, max-age=5, stale-while-revalidate=5",
                "private",
                "stale-while-revalidate",
            ),
            ("no-cache, s-maxage=60", "no-cache", "s-maxage"),
            ("public, no-cache, max-age=60", "no-cache", "max-age"),
            (
                "s-maxage=60, proxy-revalidate, stale-if-error=5",
                "proxy-revalidate",
                "stale-if-error",
            ),
            (
                "max-age=60, must-revalidate, stale-while-revalidate=5",
                "must-revalidate",
                "stale-while-revalidate",
            ),
        ] {
            let error = error(policy);
            let both = format!("{one} and {other} contradict each other: ");
            assert!(error.starts_with(&both), "{policy}: {error}");
        }
    }

    #[test]
    fn a_directive_that_stands_twice_is_an_error() {
        for (policy, name) in [
            ("s-maxage=60, s-maxage=600", "s-maxage"),
            ("s-maxage=60, public, s-maxage=60", "s-maxage"),
            ("public, public, s-maxage=60", "public"),
        ] {
            assert_eq!(error(policy), format!("{name} stands more than once"));
        }
    }

    #[test]
    fn what_only_repeats_itself_in_other_words_is_none() {
        for policy in [
            "no-store",
            "private, no-store",
            "private, no-cache, no-store, max-age=0, must-revalidate",
            "private, max-age=60",
            "private, s-maxage=0",
            "public, no-cache",
            "public, max-age=0, must-revalidate, s-maxage=60, stale-while-revalidate=600, \
             stale-if-error=86400",
            "public, max-age=60, must-revalidate",
            "public, s-maxage=60, proxy-revalidate",
        ] {
            assert!(PatternPolicy::new("/", policy).is_ok(), "{policy}");
        }
    }
}
