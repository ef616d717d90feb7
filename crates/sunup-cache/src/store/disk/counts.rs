//! What the tier did, counted.

use std::sync::atomic::{AtomicU64, Ordering};

use crate::stats::{Dropped, TierReport};

/// Why something is not in the tier, or not any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reason {
    QueueFull,
    NotWorking,
    Unreadable,
    Foreign,
    Purged,
    Expired,
    Evicted,
    Build,
}

/// Counts since the start.
#[derive(Default)]
pub(super) struct Counts {
    reads: AtomicU64,
    hits: AtomicU64,
    writes: AtomicU64,
    dropped: [AtomicU64; 8],
}

impl Counts {
    pub(super) fn read(&self) {
        self.reads.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn hit(&self) {
        self.hits.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn wrote(&self) {
        self.writes.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn dropped(&self, reason: Reason, by: usize) {
        if let Some(count) = self.dropped.get(reason as usize) {
            count.fetch_add(by as u64, Ordering::Relaxed);
        }
    }

    pub(super) fn report(&self) -> TierReport {
        let of = |reason: Reason| {
            let count = self.dropped.get(reason as usize);
            count.map_or(0, |count| count.load(Ordering::Relaxed))
        };
        let dropped = Dropped {
            queue_full: of(Reason::QueueFull),
            not_working: of(Reason::NotWorking),
            unreadable: of(Reason::Unreadable),
            foreign: of(Reason::Foreign),
            purged: of(Reason::Purged),
            expired: of(Reason::Expired),
            evicted: of(Reason::Evicted),
            build: of(Reason::Build),
        };
        TierReport {
            reads: self.reads.load(Ordering::Relaxed),
            hits: self.hits.load(Ordering::Relaxed),
            writes: self.writes.load(Ordering::Relaxed),
            dropped,
            ..TierReport::default()
        }
    }
}
