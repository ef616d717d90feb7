//! [`Freshness`]: what may be done with an entry of an age.
//!
//! What a visitor's `Cache-Control` says changes nothing about it. Request directives are advisory
//! (RFC 9111, section 5.2.1), and a cache in front of its own site must not let a reload button
//! force a render. Only `only-if-cached` is obeyed, because it can only save one.

use crate::policy::Lifetime;
use std::time::Duration;

/// What may be done with an entry (RFC 9111, section 4.2; RFC 5861).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Freshness {
    /// Serve it.
    Fresh {
        /// Time until it is stale.
        ttl: Duration,
    },
    /// Serve it, and refresh it behind.
    Grace {
        /// Time since it became stale.
        by: Duration,
    },
    /// Render; serve it only if that fails.
    OnErrorOnly {
        /// Time since it became stale.
        by: Duration,
    },
    /// It must not be served.
    Gone,
}

impl Freshness {
    /// What may be done with an entry of this lifetime and age.
    ///
    /// ```
    /// # use std::time::Duration;
    /// # use sunup_cache::{freshness::Freshness, policy::{Lifetime, SetBy}};
    /// # let minute = Duration::from_secs(60);
    /// # let lifetime = Lifetime { fresh: minute, grace: minute, on_error: Duration::ZERO,
    /// #     keep: 2 * minute,
    /// #     set_by: SetBy::Field(http::header::CACHE_CONTROL) };
    /// let age = Duration::from_secs(72);
    /// let by = Duration::from_secs(12);
    /// assert_eq!(Freshness::of(&lifetime, age), Freshness::Grace { by });
    /// ```
    pub fn of(lifetime: &Lifetime, age: Duration) -> Self {
        // A response is fresh while its lifetime is greater than its age, not equal.
        let Some(by) = age.checked_sub(lifetime.fresh) else {
            let ttl = lifetime.fresh.saturating_sub(age);
            return Self::Fresh { ttl };
        };
        if by < lifetime.grace {
            Self::Grace { by }
        } else if by < lifetime.on_error {
            Self::OnErrorOnly { by }
        } else {
            Self::Gone
        }
    }

    /// The value of `ttl` in `Cache-Status`: whole seconds, below zero when stale. Nothing that is
    /// gone has one.
    pub fn ttl(&self) -> Option<i64> {
        let seconds = |time: &Duration| i64::try_from(time.as_secs()).unwrap_or(i64::MAX);
        match self {
            Self::Fresh { ttl } => Some(seconds(ttl)),
            Self::Grace { by } | Self::OnErrorOnly { by } => Some(-seconds(by)),
            Self::Gone => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::SetBy;

    fn at(age: u64) -> Freshness {
        let lifetime = Lifetime {
            fresh: Duration::from_secs(60),
            grace: Duration::from_secs(30),
            on_error: Duration::from_secs(90),
            keep: Duration::from_secs(150),
            set_by: SetBy::Field(http::header::CACHE_CONTROL),
        };
        Freshness::of(&lifetime, Duration::from_secs(age))
    }

    #[test]
    fn each_clock_ends_where_the_next_begins() {
        let seconds = Duration::from_secs;
        assert_eq!(at(0), Freshness::Fresh { ttl: seconds(60) });
        assert_eq!(at(59), Freshness::Fresh { ttl: seconds(1) });
        assert_eq!(at(60), Freshness::Grace { by: seconds(0) });
        assert_eq!(at(89), Freshness::Grace { by: seconds(29) });
        assert_eq!(at(90), Freshness::OnErrorOnly { by: seconds(30) });
        assert_eq!(at(149), Freshness::OnErrorOnly { by: seconds(89) });
        assert_eq!(at(150), Freshness::Gone);
    }

    #[test]
    fn what_is_stale_has_a_negative_ttl() {
        assert_eq!(at(18).ttl(), Some(42));
        assert_eq!(at(72).ttl(), Some(-12));
        assert_eq!(at(100).ttl(), Some(-40));
        assert_eq!(at(200).ttl(), None);
    }
}
