//! [`Strictness`]: what becomes of the entries that a purge hits.

/// What becomes of the entries that a purge hits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strictness {
    /// They are stale from now on: served within their grace while one render refreshes them. For
    /// time and operators.
    Soft,
    /// They are gone: the next request waits for a new render, and nothing of them is ever served
    /// again, whatever fails. For writes.
    Strict,
}
