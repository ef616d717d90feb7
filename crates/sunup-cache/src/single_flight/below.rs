//! What a tier below the memory has for a request. It is read once however many ask for it, and
//! moves up: the memory admits it as it does what was rendered, by how often it was asked for
//! lately against what would have to go for it.
//!
//! A read is to the memory what a render is: it begins in a generation, and a purge that comes
//! before it ends has hit what it brings.

use std::{sync::Arc, time::SystemTime};

use super::{
    register::{Landing, Seat},
    request::Asking,
};
use crate::{
    cache::Shared,
    entry::{Entry, Kept},
    freshness::Freshness,
    key::Key,
    store::Stored,
};

/// An entry, and the word for the tier that it came from.
pub(crate) type Found = (Arc<Entry>, &'static str);

/// A read under way, until it is dropped.
struct Reading<'a> {
    shared: &'a Shared,
    began: u64,
}

impl Drop for Reading<'_> {
    fn drop(&mut self) {
        self.shared.store.end(self.began);
    }
}

impl Asking {
    /// What the tiers below have for this request, and what may be done with it.
    pub(super) async fn below(&self) -> Option<(Found, Freshness)> {
        let shared = &self.shared;
        if shared.below.is_empty() {
            return None;
        }
        let key = shared.key_of_variant(&self.asked.key, &self.parts.headers);
        let found = loop {
            match shared.reads.board(&key) {
                Seat::Waiter(waiter) => match waiter.await {
                    Landing::Landed(found) => break found,
                    // Whoever read has left: somebody else reads.
                    Landing::Abandoned => {}
                },
                Seat::Leader(leader) => {
                    let found = self.read(&key).await;
                    leader.land(found.clone());
                    break found;
                }
            }
        };
        let (entry, tier) = found?;
        // Only now it is known what the page varies by: this one may be for others.
        let own = self.asked.key.variant(entry.vary(), &self.parts.headers);
        let freshness = entry.freshness(shared.clock.now());
        let is_usable = *entry.key() == own && freshness != Freshness::Gone;
        is_usable.then_some(((entry, tier), freshness))
    }

    async fn read(&self, key: &Key) -> Option<Found> {
        let shared = &*self.shared;
        let reading = Reading {
            shared,
            began: shared.store.begin(),
        };
        for store in &shared.below {
            let mut kept = store.get(key).await;
            let mut own = key.clone();
            if let Some(Kept::Varies(names)) = &kept {
                own = self.asked.key.variant(names, &self.parts.headers);
                kept = store.get(&own).await;
            }
            // A tier may be on a disk or in another process: what it hands out is looked at.
            let is_own = |entry: &Entry| *entry.base() == self.asked.key && *entry.key() == own;
            let Some(Kept::Entry(entry)) = kept.filter(|kept| match kept {
                Kept::Entry(entry) => is_own(entry),
                Kept::Varies(_) => false,
            }) else {
                continue;
            };
            let now = shared.clock.now();
            if reading.moves_up(&entry, now) {
                return Some((entry, store.name()));
            }
        }
        None
    }
}

impl Reading<'_> {
    /// Whether an entry may be used, which is in memory then, if others are not asked for more.
    fn moves_up(&self, entry: &Arc<Entry>, now: SystemTime) -> bool {
        let is_over = entry.freshness(now) == Freshness::Gone;
        !is_over
            && !matches!(
                self.shared.store.keep(entry, self.began, now),
                Stored::Overtaken { .. }
            )
    }
}
