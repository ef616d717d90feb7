//! [`Purged`]: what a purge hit.

use std::{fmt, sync::Arc};

use crate::entry::Entry;

/// The entries of the memory tier that a purge hit, for its caller to count, log or render again.
/// What the tiers below hold besides is purged with them and not told.
#[derive(Clone, Default)]
pub struct Purged {
    entries: Vec<Arc<Entry>>,
}

impl Purged {
    pub(crate) const fn new(entries: Vec<Arc<Entry>>) -> Self {
        Self { entries }
    }

    /// How many entries were hit.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether none was.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The entries, each once and in no order. After a strict purge they are as they were when they
    /// went; after a soft one they are still served, as stale.
    pub fn entries(&self) -> &[Arc<Entry>] {
        &self.entries
    }
}

impl fmt::Debug for Purged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let keys = self.entries.iter().map(|entry| entry.key());
        f.debug_list().entries(keys).finish()
    }
}
