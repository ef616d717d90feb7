//! [`Older`]: a value that an earlier version of a store kept.

use super::codec;
use serde::de::DeserializeOwned;

/// A value that an earlier version of a store kept; what [`Plan::migrate`](super::Plan::migrate)
/// turns into one of today.
#[derive(Clone, Copy, Debug)]
pub struct Older<'a> {
    pub(super) version: u16,
    pub(super) body: &'a str,
}

impl Older<'_> {
    /// The version that kept it, below the store's own.
    pub fn version(&self) -> u16 {
        self.version
    }

    /// The value, as the type that version had; nothing when it is another one.
    pub fn read<T: DeserializeOwned>(&self) -> Option<T> {
        codec::read(self.body)
    }
}
