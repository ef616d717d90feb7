//! [`MemoryStore`]: entries in memory, by weight, with the index that purges need.
//!
//! ```
//! use sunup_cache::store::{Limit, MemoryStore};
//!
//! let store = MemoryStore::new(Limit::fixed(64 << 20));
//! assert_eq!((store.len(), store.capacity()), (0, 64 << 20));
//! ```

use std::{
    collections::HashSet,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::SystemTime,
};

use super::{Limit, Shards, ledger::Ledger};
use crate::{
    entry::{Entry, Kept},
    freshness::Freshness,
    key::Key,
    purge::{Overtaken, Selector, Strictness},
    vary::VaryNames,
};

/// The part of the capacity that entries of status 404 and 410 may take: addresses that do not
/// exist are without number.
const ABSENT: u64 = 16;

/// What a record of the names that a key varies by weighs beside its key.
const RECORD: u64 = 320;

/// The tier in memory.
pub struct MemoryStore {
    pages: Shards<Key, Kept>,
    absent: Shards<Key, Kept>,
    ledger: Mutex<Ledger>,
    limit: Limit,
    variants: usize,
}

/// What storing an entry came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stored {
    /// It is there.
    Kept,
    /// It is there, as stale: a soft purge fell into its render.
    Softened,
    /// It is not there: others are asked for more often.
    NotAdmitted,
    /// It is not there: a strict purge of this generation fell into its render.
    Overtaken { by: u64 },
}

impl MemoryStore {
    /// An empty tier of this size.
    pub fn new(limit: Limit) -> Self {
        let capacity = limit.bytes(0);
        let absent = capacity / ABSENT;
        Self {
            pages: Shards::new(capacity - absent),
            absent: Shards::new(absent),
            ledger: Mutex::default(),
            limit,
            variants: 1024,
        }
    }

    /// Entries of one path at most: its variants by query, locale, theme and `Vary` together.
    #[must_use]
    pub fn variants_per_path(mut self, most: usize) -> Self {
        self.variants = most.max(1);
        self
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.ledger().index.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What everything in it weighs, in bytes.
    pub fn weight(&self) -> u64 {
        self.pages.weight() + self.absent.weight()
    }

    /// What it may weigh, in bytes.
    pub fn capacity(&self) -> u64 {
        self.pages.capacity() + self.absent.capacity()
    }

    /// How many entries had to go for others, or for want of memory, since the start.
    pub fn evicted(&self) -> u64 {
        self.ledger().evicted
    }

    /// How many names the index for purges holds: tags, paths and routes of what is there.
    pub fn names(&self) -> usize {
        self.ledger().index.names()
    }

    /// Every entry, in no order.
    pub fn entries(&self) -> Vec<Arc<Entry>> {
        self.ledger().index.iter().cloned().collect()
    }

    /// The entries of one path.
    pub fn of_path(&self, path: &str) -> Vec<Arc<Entry>> {
        self.ledger().index.of_path(path)
    }

    /// Reads how much memory there is, and gives up the least used entries when it has become
    /// less.
    pub fn fit(&self) {
        if !self.limit.moves() {
            return;
        }
        let capacity = self.limit.bytes(self.weight());
        if capacity == self.capacity() {
            return;
        }
        let absent = capacity / ABSENT;
        let mut ledger = self.ledger();
        let mut gone = self.pages.resize(capacity - absent);
        gone.extend(self.absent.resize(absent));
        ledger.strike(gone, None);
    }

    /// Takes out what must not be served any more.
    pub(crate) fn sweep(&self, now: SystemTime) {
        let mut ledger = self.ledger();
        let over: Vec<_> = ledger
            .index
            .iter()
            .filter(|entry| entry.freshness(now) == Freshness::Gone)
            .cloned()
            .collect();
        for entry in over {
            self.take(&mut ledger, &entry);
        }
    }

    /// What stands under the key with this text.
    pub(crate) fn lookup(&self, key: &str) -> Option<Kept> {
        self.pages.get(key).or_else(|| self.absent.get(key))
    }

    /// What stands under a key, which nobody uses.
    pub(crate) fn peek(&self, key: &Key) -> Option<Kept> {
        self.pages.peek(key).or_else(|| self.absent.peek(key))
    }

    /// The number of purges so far.
    pub(crate) fn generation(&self) -> u64 {
        self.ledger().marks.generation()
    }

    /// A render begins, in the generation that is returned.
    pub(crate) fn begin(&self) -> u64 {
        self.ledger().marks.begin()
    }

    /// A render is over that began in this generation.
    pub(crate) fn end(&self, began: u64) {
        self.ledger().marks.end(began);
    }

    /// Keeps an entry whose render began in generation `began`.
    pub(crate) fn keep(&self, entry: &Arc<Entry>, began: u64, now: SystemTime) -> Stored {
        self.keep_with(entry, began, now, || {})
    }

    /// Keeps an entry likewise. `pass_on` is called before anybody can purge, unless a strict purge
    /// fell into the render.
    pub(crate) fn keep_with(
        &self,
        entry: &Arc<Entry>,
        began: u64,
        now: SystemTime,
        pass_on: impl FnOnce(),
    ) -> Stored {
        let mut ledger = self.ledger();
        let mut stored = Stored::Kept;
        match ledger.marks.overtaken(began, entry) {
            Some(Overtaken::Strict { by }) => return Stored::Overtaken { by },
            Some(Overtaken::Soft) => {
                entry.soften(now);
                stored = Stored::Softened;
            }
            None => {}
        }
        let is_there = self.set(&mut ledger, entry);
        pass_on();
        match is_there {
            true => stored,
            false => Stored::NotAdmitted,
        }
    }

    /// Strict purges, and an entry in place of what they hit. It is left out where a purge of it,
    /// strict or soft, came after generation `began`. `pass_on` is called with what was hit, and the
    /// entry unless it was left out, before anybody can purge.
    pub(crate) fn replace(
        &self,
        selectors: &[Selector],
        entry: Option<(&Arc<Entry>, u64)>,
        pass_on: impl FnOnce(&[Arc<Entry>], Option<&Arc<Entry>>),
    ) -> Vec<Arc<Entry>> {
        let mut ledger = self.ledger();
        let is_current = |(entry, began): &(&Arc<Entry>, u64)| {
            let overtaken = ledger.marks.overtaken(*began, entry);
            overtaken.is_none()
        };
        let entry = entry.filter(is_current).map(|(entry, _)| entry);
        let mut hit = Vec::new();
        for selector in selectors {
            ledger.marks.purge(selector.clone(), Strictness::Strict);
            let found = ledger.index.hits(selector);
            for former in &found {
                self.take(&mut ledger, former);
            }
            hit.extend(found);
        }
        if let Some(entry) = entry {
            if let Some(former) = hit.iter().find(|former| former.key() == entry.key()) {
                entry.inherit(former);
            }
            self.set(&mut ledger, entry);
        }
        pass_on(&hit, entry);
        hit
    }

    /// Puts an entry in place of the one of its key. False where it is not there: others are asked
    /// for more often.
    fn set(&self, ledger: &mut Ledger, entry: &Arc<Entry>) -> bool {
        if !entry.vary().is_empty() {
            let gone = self.vary(entry.base(), entry.vary());
            ledger.strike(gone, None);
        }
        let former = self.tier(entry).peek(entry.key());
        let is_new = former.is_none();
        if let Some(Kept::Entry(former)) = former {
            entry.inherit(&former);
        }
        if is_new
            && ledger.index.count_of_path(entry.path()) >= self.variants
            && let Some(least) = ledger.least_of_path(entry.path())
        {
            self.take(ledger, &least);
            ledger.evicted += 1;
        }
        // A page that was absent and is there now, or the other way round, is in one place only.
        let other = match self.is_absent(entry) {
            true => &self.pages,
            false => &self.absent,
        };
        if let Some(Kept::Entry(former)) = other.remove_if(entry.key(), |_| true) {
            ledger.index.remove(&former);
        }
        ledger.index.add(entry);
        let kept = Kept::Entry(Arc::clone(entry));
        let gone = self
            .tier(entry)
            .put(entry.key().clone(), kept, entry.weight());
        let refused = gone.iter().any(|(_, kept)| is(kept, entry));
        ledger.strike(gone, Some(entry));
        !refused
    }

    /// The generation of a strict purge that fell into the render of an entry.
    pub(crate) fn overtaken(&self, entry: &Entry, began: u64) -> Option<u64> {
        match self.ledger().marks.overtaken(began, entry) {
            Some(Overtaken::Strict { by }) => Some(by),
            _ => None,
        }
    }

    /// Weighs an entry again, which got more bodies. `pass_on` is called before anybody can purge,
    /// if the entry still is the one of its key.
    pub(crate) fn reweigh(&self, entry: &Arc<Entry>, pass_on: impl FnOnce()) {
        let mut ledger = self.ledger();
        let same = |kept: &Kept| is(kept, entry);
        if self
            .tier(entry)
            .peek(entry.key())
            .as_ref()
            .is_some_and(same)
        {
            pass_on();
        }
        let gone = self.tier(entry).reweigh(entry.key(), entry.weight(), same);
        ledger.strike(gone, None);
    }

    /// Takes out one entry, if it is still there.
    pub(crate) fn remove(&self, entry: &Arc<Entry>) {
        self.take(&mut self.ledger(), entry);
    }

    /// A purge; a strict one takes out all but those that `spare` names, which are stale. `detach`
    /// is called before anybody can store or purge again: renders under way are not to be waited for
    /// any more.
    pub(crate) fn purge_with(
        &self,
        selector: &Selector,
        strictness: Strictness,
        now: SystemTime,
        spare: impl FnOnce(&[Arc<Entry>]) -> Vec<Arc<Entry>>,
        detach: impl FnOnce(&[Arc<Entry>]),
    ) -> Vec<Arc<Entry>> {
        let mut ledger = self.ledger();
        ledger.marks.purge(selector.clone(), strictness);
        let hit = ledger.index.hits(selector);
        let spared: HashSet<_> = spare(&hit).iter().map(Arc::as_ptr).collect();
        for entry in &hit {
            match strictness {
                Strictness::Strict if !spared.contains(&Arc::as_ptr(entry)) => {
                    self.take(&mut ledger, entry);
                }
                _ => entry.soften(now),
            }
        }
        if matches!((selector, strictness), (Selector::All, Strictness::Strict)) {
            // What is left are names that keys vary by.
            self.pages.clear();
            self.absent.clear();
        }
        detach(&hit);
        hit
    }

    fn take(&self, ledger: &mut Ledger, entry: &Arc<Entry>) {
        self.tier(entry)
            .remove_if(entry.key(), |kept| is(kept, entry));
        ledger.index.remove(entry);
    }

    /// Remembers what a key varies by.
    fn vary(&self, base: &Key, names: &VaryNames) -> Vec<(Key, Kept)> {
        if let Some(Kept::Varies(known)) = self.pages.peek(base)
            && known == *names
        {
            return Vec::new();
        }
        let weight = base.as_str().len() as u64 * 2 + RECORD;
        self.pages
            .put(base.clone(), Kept::Varies(names.clone()), weight)
    }

    fn is_absent(&self, entry: &Entry) -> bool {
        matches!(entry.status().as_u16(), 404 | 410)
    }

    fn tier(&self, entry: &Entry) -> &Shards<Key, Kept> {
        match self.is_absent(entry) {
            true => &self.absent,
            false => &self.pages,
        }
    }

    fn ledger(&self) -> MutexGuard<'_, Ledger> {
        self.ledger.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn is(kept: &Kept, entry: &Arc<Entry>) -> bool {
    matches!(kept, Kept::Entry(other) if Arc::ptr_eq(other, entry))
}
