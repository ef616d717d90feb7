//! [`Warming`]: what a cache notes for its warmer.

use std::{
    sync::{Arc, Mutex, PoisonError, RwLock, Weak},
    time::Duration,
};

use tokio::time::Instant;

use super::{
    frequency::Frequency,
    waiting::{Waiting, Waits},
    warmer::Inner,
};
use crate::{cache::Cache, entry::Entry};

/// After this time half of what was counted is forgotten: a day later hardly anything is left of
/// the day before.
const HALF_LIFE: Duration = Duration::from_secs(3 * 3600);

/// What a page weighs in memory at least: a cache has no more pages than its memory holds of them.
const SMALLEST: u64 = 2 << 10;

/// Pages that are counted at least: others than those in memory are asked for as well.
const FEWEST: usize = 1 << 14;

/// What a cache notes for its warmer, whether it has one or not.
pub(crate) struct Warming {
    frequency: Frequency,
    waiting: Arc<Waiting>,
    halved: Mutex<Option<Instant>>,
    warmer: RwLock<Weak<Inner>>,
}

impl Warming {
    /// For a cache of so many bytes.
    pub(crate) fn new(capacity: u64) -> Self {
        let pages = usize::try_from(capacity / SMALLEST).unwrap_or(usize::MAX);
        Self {
            frequency: Frequency::for_pages(pages.max(FEWEST)),
            waiting: Arc::new(Waiting::new()),
            halved: Mutex::new(None),
            warmer: RwLock::new(Weak::new()),
        }
    }

    /// A visitor got this page.
    pub(crate) fn visited(&self, entry: &Entry) {
        self.frequency.record(entry.key().as_str());
    }

    /// A visitor waits for a render, until what this returns is dropped.
    pub(crate) fn waits(&self) -> Waits {
        Waits::begin(&self.waiting)
    }

    /// A purge hit these pages.
    pub(crate) fn purged(&self, hit: &[Arc<Entry>]) {
        if let Some(warmer) = self.warmer().filter(|_| !hit.is_empty()) {
            warmer.purged(hit);
        }
    }

    /// Forgets what was asked for long ago. Called every now and then.
    pub(crate) fn age(&self) {
        let mut halved = self.halved.lock().unwrap_or_else(PoisonError::into_inner);
        let last = halved.get_or_insert_with(Instant::now);
        if last.elapsed() >= HALF_LIFE {
            *last = Instant::now();
            self.frequency.halve();
        }
    }

    pub(super) const fn waiting(&self) -> &Arc<Waiting> {
        &self.waiting
    }

    pub(super) fn attach(&self, warmer: &Arc<Inner>) {
        let mut attached = self.warmer.write().unwrap_or_else(PoisonError::into_inner);
        *attached = Arc::downgrade(warmer);
    }

    /// The warmer of the cache, while there is one.
    pub(crate) fn warmer(&self) -> Option<Arc<Inner>> {
        let attached = self.warmer.read().unwrap_or_else(PoisonError::into_inner);
        attached.upgrade()
    }
}

impl Cache {
    /// How often each page was asked for lately, by the text of its key. To be kept over a restart
    /// it has [bytes](Frequency::to_bytes), and [takes over](Frequency::absorb) those of before.
    pub fn frequency(&self) -> &Frequency {
        &self.shared.warming.frequency
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_day_later_hardly_anything_counts_any_more() {
        let warming = Warming::new(16 << 20);
        for _ in 0..100 {
            warming.frequency.record("/");
        }
        warming.age();
        let before = warming.frequency.of("/");
        for _ in 0..24 * 360 {
            tokio::time::advance(Duration::from_secs(10)).await;
            warming.age();
        }
        assert!(before > 10 && warming.frequency.of("/") <= before / 128);
    }
}
