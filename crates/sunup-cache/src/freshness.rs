//! [`Freshness`]: what may be done with an entry of an age.

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
    pub fn of(_lifetime: &Lifetime, _age: Duration) -> Self {
        unimplemented!("skeleton")
    }
}
