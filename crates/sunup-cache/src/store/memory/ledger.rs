//! What changes together with the shards: the index, and the marks of purges.

use std::sync::Arc;

use super::{index::Index, shard::Gone};
use crate::{
    entry::{Entry, Kept},
    key::Key,
    purge::Marks,
};

/// Index and marks. Whoever changes which entries there are holds its lock meanwhile: thus a purge
/// sees every entry that was stored before it, and every store sees the purges before it.
#[derive(Default)]
pub(super) struct Ledger {
    pub(super) index: Index,
    pub(super) marks: Marks,
    /// How many entries had to go for others, or for want of memory.
    pub(super) evicted: u64,
}

impl Ledger {
    /// Strikes out what left the shards. The entry that `stored` replaced does not count as
    /// evicted.
    pub(super) fn strike(&mut self, gone: Gone<Key, Kept>, stored: Option<&Entry>) {
        for (key, kept) in gone {
            if let Kept::Entry(entry) = kept {
                let replaced = stored.is_some_and(|stored| {
                    stored.key() == &key && stored.serial() != entry.serial()
                });
                self.evicted += u64::from(!replaced);
                self.index.remove(&entry);
            }
        }
    }

    /// The entry of a path that is missed least: it was served least often, then it is the oldest.
    pub(super) fn least_of_path(&self, path: &str) -> Option<Arc<Entry>> {
        let entries = self.index.of_path(path);
        entries
            .into_iter()
            .min_by_key(|entry| (entry.hits(), entry.serial()))
    }
}
