//! [`Policy`]: for how long a page may be kept.

use std::fmt;

/// For how long a page may be kept, and by whom. Times are whole seconds.
///
/// [`max_age`](Self::max_age) is the time of the server's cache. Browsers keep a copy too and ask
/// before they show it, which costs them one 304: no purge reaches a browser. Let them show it
/// unasked with [`browser_max_age`](Self::browser_max_age), and a CDN keep it for another time with
/// [`cdn_max_age`](Self::cdn_max_age).
///
/// ```
/// use sunup::page::Policy;
///
/// let policy = Policy::public().max_age(60).stale_while_revalidate(600);
/// assert_eq!(
///     policy.to_string(),
///     "public, max-age=0, must-revalidate, s-maxage=60, stale-while-revalidate=600"
/// );
/// assert_eq!(Policy::private().to_string(), "private, no-store");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "a policy says nothing until `cache` states it"]
pub struct Policy {
    pub(super) public: bool,
    pub(super) fresh: u32,
    pub(super) grace: u32,
    pub(super) on_error: u32,
    pub(super) browser: u32,
    pub(super) cdn: Option<u32>,
    pub(super) tags: Vec<String>,
}

const MINUTE: u32 = 60;
const HOUR: u32 = 60 * MINUTE;
const DAY: u32 = 24 * HOUR;

impl Policy {
    /// The same for everyone; for how long, [`max_age`](Self::max_age) says. RFC 9111, section
    /// 5.2.2.9.
    pub const fn public() -> Self {
        Self {
            public: true,
            fresh: 0,
            grace: 0,
            on_error: 0,
            browser: 0,
            cdn: None,
            tags: Vec::new(),
        }
    }

    /// For one visitor, and kept by nobody: `private, no-store`.
    pub const fn private() -> Self {
        let mut policy = Self::public();
        policy.public = false;
        policy
    }

    /// What may be some seconds old: fresh for 5 s, then shown for a minute while it is made anew.
    pub const fn seconds() -> Self {
        Self::profile(5, MINUTE, HOUR)
    }

    /// What may be some minutes old: fresh for a minute, then shown for an hour while it is made
    /// anew.
    pub const fn minutes() -> Self {
        Self::profile(MINUTE, HOUR, DAY)
    }

    /// What may be some hours old: fresh for an hour, then shown for a day while it is made anew.
    pub const fn hours() -> Self {
        Self::profile(HOUR, DAY, 7 * DAY)
    }

    /// What may be some days old: fresh for a day, then shown for a week while it is made anew.
    pub const fn days() -> Self {
        Self::profile(DAY, 7 * DAY, 30 * DAY)
    }

    /// What changes by purges only: fresh for a year.
    pub const fn forever() -> Self {
        Self::profile(365 * DAY, 30 * DAY, 30 * DAY)
    }

    const fn profile(fresh: u32, grace: u32, on_error: u32) -> Self {
        Self::public()
            .max_age(fresh)
            .stale_while_revalidate(grace)
            .stale_if_error(on_error)
    }

    /// How long the server's cache serves it as it is, in seconds. Printed as `s-maxage`.
    pub const fn max_age(mut self, seconds: u32) -> Self {
        self.fresh = seconds;
        self
    }

    /// How long after that it is served once more while one render refreshes it (RFC 5861,
    /// section 3).
    pub const fn stale_while_revalidate(mut self, seconds: u32) -> Self {
        self.grace = seconds;
        self
    }

    /// How long after that it is served when rendering fails (RFC 5861, section 4).
    pub const fn stale_if_error(mut self, seconds: u32) -> Self {
        self.on_error = seconds;
        self
    }

    /// How long browsers show their copy without asking. No purge ends it.
    pub const fn browser_max_age(mut self, seconds: u32) -> Self {
        self.browser = seconds;
        self
    }

    /// How long a CDN in front keeps it, where that is not as long as the server's cache does.
    /// Printed as `CDN-Cache-Control` (RFC 9213).
    pub const fn cdn_max_age(mut self, seconds: u32) -> Self {
        self.cdn = Some(seconds);
        self
    }

    /// Adds a name under which it is purged: `article:how-to`. A comma separates tags, and is
    /// written `%2C` in one.
    pub fn tag(mut self, name: impl Into<String>) -> Self {
        self.tags.push(name.into());
        self
    }
}

/// The value of `Cache-Control`.
impl fmt::Display for Policy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.public {
            return f.write_str("private, no-store");
        }
        write!(
            f,
            "public, max-age={}, must-revalidate, s-maxage={}",
            self.browser, self.fresh
        )?;
        for (name, seconds) in [
            ("stale-while-revalidate", self.grace),
            ("stale-if-error", self.on_error),
        ] {
            if seconds > 0 {
                write!(f, ", {name}={seconds}")?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_profile_prints_what_it_promises() {
        for (policy, expected) in [
            (
                Policy::minutes(),
                "public, max-age=0, must-revalidate, s-maxage=60, stale-while-revalidate=3600, \
                 stale-if-error=86400",
            ),
            (
                Policy::public().max_age(10).browser_max_age(5),
                "public, max-age=5, must-revalidate, s-maxage=10",
            ),
        ] {
            assert_eq!(policy.to_string(), expected);
        }
    }
}
