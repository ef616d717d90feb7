//! [`Data`]: a result under its name, before it is there.

use std::{fmt, sync::Arc, time::Duration};

use super::answer::Terms;
use crate::cache::{Cache, Shared};

/// The result of a function under its name. Made by [`Cache::data`].
#[derive(Clone)]
#[must_use = "nothing happens before `read` or `write`"]
pub struct Data {
    pub(super) shared: Arc<Shared>,
    pub(super) name: String,
    pub(super) terms: Terms,
}

impl Cache {
    /// The data of this name: `tags:popular`. What comes before the first colon is its kind: reads
    /// of one kind pause together when they fail. A name says all that the result depends on.
    pub fn data(&self, name: impl Into<String>) -> Data {
        Data {
            shared: Arc::clone(&self.shared),
            name: name.into(),
            terms: Terms::default(),
        }
    }
}

impl Data {
    /// How long it is given as it is. In whole seconds, as the times of pages are; without any,
    /// nothing is kept and each call reads.
    pub const fn fresh(mut self, time: Duration) -> Self {
        self.terms.fresh = time;
        self
    }

    /// How long after that it is given once more while one read refreshes it.
    pub const fn stale_while_revalidate(mut self, time: Duration) -> Self {
        self.terms.grace = time;
        self
    }

    /// How long after that it is given when reading fails.
    pub const fn stale_if_error(mut self, time: Duration) -> Self {
        self.terms.on_error = time;
        self
    }

    /// Adds a name under which it is purged, like a page. What is found while reading may add
    /// [more](super::Value::tag).
    pub fn tag(mut self, name: impl Into<String>) -> Self {
        self.terms.tags.push(name.into());
        self
    }
}

impl fmt::Debug for Data {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Data")
            .field("name", &self.name)
            .field("terms", &self.terms)
            .finish_non_exhaustive()
    }
}
