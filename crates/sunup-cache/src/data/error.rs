//! [`DataError`]: why there is no result.

use std::{error::Error, fmt};

/// Why there is no result, not even a stale one.
#[derive(Debug)]
#[non_exhaustive]
pub enum DataError<E> {
    /// The read failed.
    Read(E),
    /// It took too long, failed for the request that everyone waited for, or has failed so often
    /// that reads of its kind pause.
    Unavailable,
}

impl<E: fmt::Display> fmt::Display for DataError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read(error) => error.fmt(f),
            Self::Unavailable => f.write_str(
                "there is no result: reading it took too long, or failed for another request",
            ),
        }
    }
}

impl<E: Error> Error for DataError<E> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Read(error) => error.source(),
            Self::Unavailable => None,
        }
    }
}
