//! [`Queue`]: what waits to be written, the newest of each key.
//!
//! Whoever puts something never waits. What comes when the queue is full is dropped; what stands in
//! the file under its key is older, and is dropped with it by the caller.

use std::{
    collections::HashMap,
    time::{Instant, SystemTime},
};

use foldhash::fast::RandomState;

use crate::{
    entry::Kept,
    key::Key,
    purge::{Selector, Strictness},
};

/// What waits for its turn, or is being written.
#[derive(Clone)]
pub(super) struct Pending {
    pub(super) number: u64,
    pub(super) key: Key,
    pub(super) kept: Kept,
    bytes: u64,
}

/// What waits, and what is being written at the moment: both are read from here.
pub(super) struct Queue {
    waiting: HashMap<u64, Pending, RandomState>,
    writing: HashMap<u64, Pending, RandomState>,
    since: Option<Instant>,
    bytes: u64,
    most: u64,
}

impl Queue {
    /// A queue for so many bytes.
    pub(super) fn new(most: u64) -> Self {
        Self {
            waiting: HashMap::default(),
            writing: HashMap::default(),
            since: None,
            bytes: 0,
            most,
        }
    }

    /// Puts something in the place of what waits under its key. False when there is no room; then
    /// nothing waits under its key any more.
    pub(super) fn put(&mut self, hash: u64, number: u64, key: Key, kept: Kept) -> bool {
        let bytes = match &kept {
            Kept::Entry(entry) => entry.weight(),
            Kept::Varies(_) => key.as_str().len() as u64 + 256,
        };
        if let Some(former) = self.waiting.remove(&hash) {
            self.bytes -= former.bytes;
        }
        self.writing.remove(&hash);
        if self.bytes + bytes > self.most {
            return false;
        }
        self.bytes += bytes;
        self.since.get_or_insert_with(Instant::now);
        let pending = Pending {
            number,
            key,
            kept,
            bytes,
        };
        self.waiting.insert(hash, pending);
        true
    }

    /// The newest of a key.
    pub(super) fn get(&self, hash: u64) -> Option<&Pending> {
        self.waiting.get(&hash).or_else(|| self.writing.get(&hash))
    }

    /// Since when the oldest has been waiting.
    pub(super) fn since(&self) -> Option<Instant> {
        self.since
    }

    pub(super) fn len(&self) -> usize {
        self.waiting.len() + self.writing.len()
    }

    /// The bytes that wait.
    pub(super) fn bytes(&self) -> u64 {
        self.bytes
    }

    /// What is to be written next: the oldest, of about so many bytes. It is read from here until
    /// [`written`](Self::written).
    pub(super) fn take(&mut self, bytes: u64) -> Vec<(u64, Pending)> {
        let mut batch: Vec<_> = self.waiting.drain().collect();
        batch.sort_unstable_by_key(|(_, pending)| pending.number);
        let mut sum = 0;
        let fit = batch.iter().take_while(|(_, pending)| {
            let more = sum < bytes;
            sum += pending.bytes;
            more
        });
        let rest = batch.split_off(fit.count());
        self.bytes = rest.iter().map(|(_, pending)| pending.bytes).sum();
        self.since = self.since.filter(|_| !rest.is_empty());
        self.waiting.extend(rest);
        self.writing = batch.iter().cloned().collect();
        batch
    }

    /// What was taken is in the file. Returns what of it is still wanted there.
    pub(super) fn written(&mut self) -> HashMap<u64, Pending, RandomState> {
        std::mem::take(&mut self.writing)
    }

    /// A purge: strictly, what it hits is dropped; softly, it is stale from now on. Returns how many
    /// it hits.
    pub(super) fn purge(
        &mut self,
        selector: &Selector,
        strictness: Strictness,
        now: SystemTime,
    ) -> usize {
        let mut hit = 0;
        for part in [&mut self.waiting, &mut self.writing] {
            part.retain(|_, pending| {
                let is_hit = match &pending.kept {
                    Kept::Entry(entry) => selector.matches(entry),
                    Kept::Varies(_) => *selector == Selector::All,
                };
                hit += usize::from(is_hit);
                if let (true, Strictness::Soft, Kept::Entry(entry)) =
                    (is_hit, strictness, &pending.kept)
                {
                    entry.soften(now);
                }
                !(is_hit && strictness == Strictness::Strict)
            });
        }
        self.bytes = self.waiting.values().map(|pending| pending.bytes).sum();
        hit
    }

    /// Gives every number away by so much more.
    pub(super) fn shift(&mut self, by: u64) {
        for pending in self.waiting.values_mut() {
            pending.number += by;
        }
    }

    /// Drops everything that waits, and returns how many.
    pub(super) fn clear(&mut self) -> usize {
        let dropped = self.len();
        self.waiting.clear();
        self.writing.clear();
        (self.since, self.bytes) = (None, 0);
        dropped
    }
}
