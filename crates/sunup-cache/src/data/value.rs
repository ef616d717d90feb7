//! [`Value`]: a result.

use bytes::Bytes;

use crate::control::{Tag, canonical_tag};

/// A result as it is kept: bytes, and the names under which they are purged.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Value {
    /// The result.
    pub bytes: Bytes,
    /// Its names. Of what comes out of a cache they are all; a read adds those that it found to
    /// those of its [`Data`](super::Data).
    pub tags: Vec<Tag>,
    /// Whether the result is that there is nothing. Names of what does not exist are without number:
    /// such results have a small part of the memory, as pages of status 404 have.
    pub absent: bool,
    /// Whether others may have it.
    pub kept: bool,
}

impl Value {
    /// Adds a name under which it is purged.
    #[must_use]
    pub fn tag(mut self, name: impl AsRef<str>) -> Self {
        self.tags.push(canonical_tag(name.as_ref()).into());
        self
    }

    /// The result is that there is nothing.
    #[must_use]
    pub const fn absent(mut self) -> Self {
        self.absent = true;
        self
    }

    /// It is for whoever read it and nobody else, and so not kept.
    #[must_use]
    pub const fn for_one(mut self) -> Self {
        self.kept = false;
        self
    }
}

impl From<Bytes> for Value {
    fn from(bytes: Bytes) -> Self {
        Self {
            bytes,
            tags: Vec::new(),
            absent: false,
            kept: true,
        }
    }
}

impl From<Vec<u8>> for Value {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes::from(bytes).into()
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Bytes::from(text).into()
    }
}

impl From<&'static str> for Value {
    fn from(text: &'static str) -> Self {
        Bytes::from_static(text.as_bytes()).into()
    }
}
