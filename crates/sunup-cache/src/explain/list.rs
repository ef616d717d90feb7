//! [`Listing`]: entries of the memory tier, by key or by how often they were served.

use std::{cmp::Reverse, sync::Arc};

use serde::Serialize;

use super::EntryReport;
use crate::{cache::Cache, entry::Entry, purge::Selector};

/// Some of the entries that were asked for, and how many there are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Listing {
    /// How many entries there are, listed or not.
    pub total: usize,
    /// The first of them.
    pub entries: Vec<EntryReport>,
}

impl Cache {
    /// The entries in memory that were served most, `limit` at most.
    pub fn top(&self, limit: usize) -> Listing {
        // The counters go on while they are compared: an order needs the ones of one moment.
        let entries = self.shared.store.entries().into_iter();
        let ranked = entries.map(|entry| ((Reverse(entry.hits()), entry.key().clone()), entry));
        self.first(ranked.collect(), limit)
    }

    /// The entries in memory that a purge would hit, by key, `limit` at most.
    pub fn list(&self, which: &Selector, limit: usize) -> Listing {
        let entries = self.shared.store.entries().into_iter();
        let hit = entries.filter(|entry| which.matches(entry));
        let named = hit.map(|entry| (entry.key().clone(), entry));
        self.first(named.collect(), limit)
    }

    /// The first of a hundred thousand are found without putting all of them in order.
    fn first<K: Ord>(&self, mut entries: Vec<(K, Arc<Entry>)>, limit: usize) -> Listing {
        let total = entries.len();
        if limit < total {
            entries.select_nth_unstable_by(limit, |one, other| one.0.cmp(&other.0));
            entries.truncate(limit);
        }
        entries.sort_unstable_by(|one, other| one.0.cmp(&other.0));
        let now = self.shared.clock.now();
        let reports = entries.iter();
        Listing {
            total,
            entries: reports
                .map(|(_, entry)| EntryReport::of(entry, now))
                .collect(),
        }
    }
}
