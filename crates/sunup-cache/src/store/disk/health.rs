//! [`Health`]: whether the tier works, for readiness checks.

use std::{fmt, sync::Arc};

/// Whether the tier on disk works. Whatever it says, the site answers.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Health {
    /// It is being opened for the first time.
    Opening,
    /// It is read from and written to.
    Working,
    /// It does not work, for this reason, and is tried again.
    Failed(Arc<str>),
    /// It was given up for another process.
    Closed,
}

impl fmt::Display for Health {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Opening => f.write_str("being opened"),
            Self::Working => f.write_str("working"),
            Self::Failed(why) => write!(f, "not working, pages are kept in memory only: {why}"),
            Self::Closed => f.write_str("given up for another process"),
        }
    }
}
