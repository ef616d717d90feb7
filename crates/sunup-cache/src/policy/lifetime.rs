//! [`Lifetime`]: the clocks of an entry.

use http::HeaderName;
use std::{fmt, sync::Arc, time::Duration};

/// How long a response may be reused, counted from its age of zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lifetime {
    /// Served as it is.
    pub fresh: Duration,
    /// After that, served stale while one render refreshes it (`stale-while-revalidate`).
    pub grace: Duration,
    /// After `fresh`, served stale where a render failed (`stale-if-error`).
    pub on_error: Duration,
    /// The age at which nothing may be done with it any more, and it leaves the store.
    pub keep: Duration,
    /// Stale must never be served, whatever happens.
    pub must_revalidate: bool,
    /// Where this was said.
    pub set_by: SetBy,
}

impl Lifetime {
    /// The same with a shorter fresh time, so that entries of one moment do not expire in one
    /// moment. `seed` decides by how much, at most a tenth; the grace begins earlier and ends when
    /// it did.
    #[must_use]
    pub fn jittered(&self, _seed: u64) -> Self {
        unimplemented!("skeleton")
    }
}

/// Who set a policy.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SetBy {
    /// The response, in this field.
    Field(HeaderName),
    /// The settings, for this route pattern.
    Pattern(Arc<str>),
}

impl fmt::Display for SetBy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Field(name) => write!(f, "{name}"),
            Self::Pattern(pattern) => write!(f, "settings for {pattern}"),
        }
    }
}
