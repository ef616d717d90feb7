//! [`KeyError`]: why a request has no key.

/// Why a request has no key. It passes the cache by, as it was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyError {
    /// The target is no path: `*`, or nothing.
    #[error("the request names no path")]
    NoPath,
    /// A `.` or `..` segment, also escaped, which some readers resolve and others do not.
    #[error("the path has a relative segment")]
    Relative,
    /// A `%` without two hexadecimal digits, which some readers refuse and others take literally.
    #[error("the path has an invalid percent escape")]
    Escape,
    /// Longer than the limit.
    #[error("the key would be longer than {0} bytes")]
    TooLong(usize),
}
