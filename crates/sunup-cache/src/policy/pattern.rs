//! [`PatternPolicy`]: what the settings declare for pages that declare nothing.

use crate::control::Directives;
use http::HeaderValue;
use std::sync::Arc;

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
    /// from a response.
    ///
    /// # Errors
    /// When the value has a directive that is not known or not whole.
    pub fn new(pattern: &str, cache_control: &str) -> Result<Self, PatternError> {
        let value = HeaderValue::from_str(cache_control)
            .map_err(|_| PatternError::Value(cache_control.to_owned()))?;
        for directive in cache_control.split(',').map(str::trim) {
            check(directive)?;
        }
        Ok(Self {
            pattern: pattern.into(),
            value,
            directives: Directives::parse(cache_control),
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

fn check(directive: &str) -> Result<(), PatternError> {
    let (name, seconds) = match directive.split_once('=') {
        Some((name, seconds)) => (name, Some(seconds)),
        None => (directive, None),
    };
    if FLAGS.contains(&name) && seconds.is_none() {
        return Ok(());
    }
    let Some(time) = TIMES.into_iter().find(|time| *time == name) else {
        return Err(PatternError::Unknown(directive.to_owned()));
    };
    match seconds.map(str::parse::<u32>) {
        Some(Ok(_)) => Ok(()),
        _ => Err(PatternError::Seconds(directive.to_owned(), time)),
    }
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
            error("public\n"),
            "\"public\\n\" is no value of Cache-Control"
        );
    }
}
