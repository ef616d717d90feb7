//! [`Warming`]: what a cache notes for its warmer.

use std::{
    sync::{Arc, Mutex, PoisonError, RwLock, Weak},
    time::{Duration, SystemTime},
};

use http::request::Parts;
use tokio::time::Instant;

use super::{
    counter,
    frequency::Frequency,
    rewarming::Compared,
    saved::{self, Saved},
    step::page_before,
    transitions::Transitions,
    waiting::{Waiting, Waits},
    warmer::Inner,
};
use crate::{cache::Cache, entry::Entry};

/// After this time half of what was counted is forgotten: a day later hardly anything is left of
/// the day before.
pub(super) const HALF_LIFE: Duration = Duration::from_secs(3 * 3600);

/// What a page weighs in memory at least: a cache has no more pages than its memory holds of them.
const SMALLEST: u64 = 2 << 10;

/// Of so many answers from memory one tells where its visitor came from: to read that takes longer
/// than to answer.
const SAMPLE: u16 = 32;

/// Pages that are counted at least: others than those in memory are asked for as well.
const FEWEST: usize = 1 << 14;

/// What a cache notes for its warmer, whether it has one or not.
pub(crate) struct Warming {
    frequency: Frequency,
    transitions: Transitions,
    waiting: Arc<Waiting>,
    halved: Mutex<Option<Instant>>,
    warmer: RwLock<Weak<Inner>>,
    compared: Compared,
}

impl Warming {
    /// For a cache of so many bytes.
    pub(crate) fn new(capacity: u64) -> Self {
        let pages = usize::try_from(capacity / SMALLEST).unwrap_or(usize::MAX);
        let pages = pages.max(FEWEST);
        Self {
            frequency: Frequency::for_pages(pages),
            transitions: Transitions::for_pages(pages),
            waiting: Arc::new(Waiting::new()),
            halved: Mutex::new(None),
            warmer: RwLock::new(Weak::new()),
            compared: Compared::default(),
        }
    }

    /// A visitor got this page at once. Of such visits a part tells where visitors come from.
    pub(crate) fn hit(&self, entry: &Entry, request: &Parts) {
        self.frequency.record(entry.key().as_str());
        if counter::one_of(SAMPLE) {
            self.step(entry, request, SAMPLE);
        }
    }

    /// A visitor got this page, which took its time.
    pub(crate) fn visited(&self, entry: &Entry, request: &Parts) {
        self.frequency.record(entry.key().as_str());
        self.step(entry, request, 1);
    }

    /// Where the visitor comes from, who stands for so many.
    fn step(&self, entry: &Entry, request: &Parts, steps: u16) {
        let is_page = entry.vary().is_empty() && !entry.status().is_client_error();
        if let (true, Some(from)) = (is_page, page_before(request))
            && from != entry.key().target()
        {
            let key = entry.key().as_str();
            self.transitions.record(&from, key, steps);
        }
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
            self.transitions.halve();
        }
        drop(halved);
        self.transitions.make_room();
    }

    /// What is known of visitors, for the next process.
    pub(super) fn to_bytes(&self, now: SystemTime) -> Vec<u8> {
        let mut halved = self.halved.lock().unwrap_or_else(PoisonError::into_inner);
        let since = halved.get_or_insert_with(Instant::now).elapsed();
        drop(halved);
        let halved = now.checked_sub(since).unwrap_or(now);
        saved::to_bytes(&self.frequency, &self.transitions, halved)
    }

    /// Takes over what another process knew.
    pub(super) fn take_over(&self, saved: &Saved, now: SystemTime) {
        let since = saved.age(now);
        self.frequency.absorb(&saved.frequency);
        self.transitions.absorb(&saved.transitions);
        let mut halved = self.halved.lock().unwrap_or_else(PoisonError::into_inner);
        if halved.is_none() {
            *halved = Instant::now().checked_sub(since);
        }
    }

    pub(super) const fn compared(&self) -> &Compared {
        &self.compared
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
    /// How often each page was asked for lately, by the text of its key. A
    /// [`HeatFile`](crate::warm::HeatFile) keeps it over a restart.
    pub fn frequency(&self) -> &Frequency {
        &self.shared.warming.frequency
    }

    /// Which pages visitors go to from which.
    pub fn transitions(&self) -> &Transitions {
        &self.shared.warming.transitions
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
