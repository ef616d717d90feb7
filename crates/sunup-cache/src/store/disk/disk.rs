//! [`Disk`]: the handle of the tier, which is a [`Store`].

use std::{future::ready, io, sync::Arc};

use tokio::sync::oneshot;

use super::{
    counts::Reason,
    earlier,
    head::hash,
    health::Health,
    inner::{Inner, Phase, State, start},
    keeper, logger,
    millis::millis,
    purges::Record,
    read::read,
    settings::DiskSettings,
};
use crate::{
    entry::{BuildId, Entry, Kept},
    key::Key,
    purge::{Selector, Strictness},
    stats::TierReport,
    store::{Earlier, EarlierBuilds, Store, StoreFuture},
};

/// The tier on disk. Dropped, it writes what waits and gives its file up.
///
/// ```
/// # async fn site() -> std::io::Result<()> {
/// use std::sync::Arc;
/// use sunup_cache::{Cache, store::disk::{Disk, DiskSettings}};
///
/// let disk = Arc::new(Disk::start(DiskSettings::new("data/cache"))?);
/// // A first visitor finds what was there before the restart.
/// disk.ready().await;
/// let cache = Cache::builder().below(disk.clone()).build();
/// // Another process is about to take over.
/// disk.close().await;
/// # drop(cache); Ok(())
/// # }
/// ```
pub struct Disk {
    inner: Arc<Inner>,
}

impl Disk {
    /// Starts the tier. It opens its file beside everything else, and tries again for as long as
    /// that fails.
    ///
    /// # Errors
    /// When no thread can be started.
    pub fn start(settings: DiskSettings) -> io::Result<Self> {
        let inner = Arc::new(Inner::new(settings));
        let disk = Self {
            inner: Arc::clone(&inner),
        };
        start(&inner, "keeper", keeper::run)?;
        start(&inner, "logger", logger::run)?;
        Ok(disk)
    }

    /// Waits until the tier was opened, or could not be. Returns which.
    pub async fn ready(&self) -> Health {
        let mut health = self.inner.health();
        let opened = health.wait_for(|health| *health != Health::Opening).await;
        // The sender lives as long as this does.
        opened.map_or(Health::Closed, |health| health.clone())
    }

    /// Whether it works.
    pub fn health(&self) -> Health {
        self.inner.health().borrow().clone()
    }

    /// Writes what waits, and gives the file up for another process. From then on nothing is found
    /// and nothing is kept here, and purges reach the memory only: whoever closes a tier has let
    /// in the last write before.
    pub async fn close(&self) {
        self.end();
        let mut health = self.inner.health();
        // The sender lives as long as this does.
        let _ = health.wait_for(|health| *health == Health::Closed).await;
    }

    /// Waits until everything that was put so far is on disk, or is not going to be.
    pub async fn flush(&self) {
        while self.inner.state().queue.len() > 0 {
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
    }

    fn end(&self) {
        self.inner.state().closing = true;
        self.inner.wake();
    }

    fn enqueue(&self, entry: Arc<Entry>) {
        let inner = &self.inner;
        if entry
            .build()
            .is_some_and(|build| *build != inner.settings.build)
        {
            // It came from here, and stands in the place of its build.
            return;
        }
        let mut state = inner.state();
        if !matches!(state.phase, Phase::Opening | Phase::Working) || state.closing {
            return inner.counts.dropped(Reason::NotWorking, 1);
        }
        let was_empty = state.queue.since().is_none();
        if !entry.vary().is_empty() {
            let (base, at) = (entry.base(), hash(entry.base()));
            let is_there = state.catalogue.get(at).is_some() || state.queue.get(at).is_some();
            if !is_there || state.varies.get(&at) != Some(entry.vary()) {
                let names = entry.vary().clone();
                state.varies.insert(at, names.clone());
                self.put_one(&mut state, base, Kept::Varies(names));
            }
        }
        let key = entry.key().clone();
        self.put_one(&mut state, &key, Kept::Entry(entry));
        let is_much = state.queue.bytes() >= keeper::BATCH;
        drop(state);
        if was_empty || is_much {
            inner.wake_keeper();
        }
    }

    fn put_one(&self, state: &mut State, key: &Key, kept: Kept) {
        let (number, at) = (state.number(), hash(key));
        if !state.queue.put(at, number, key.clone(), kept) {
            self.inner.counts.dropped(Reason::QueueFull, 1);
            // What the file has is older than what visitors get from memory.
            for at in state.places(at) {
                if let Some(former) = state.catalogue.get(at).map(|slot| slot.number) {
                    state.forget(at, former);
                }
            }
        }
    }

    /// A purge takes effect here, and is on disk when the receiver is answered.
    fn enter(
        &self,
        selector: &Selector,
        strictness: Strictness,
    ) -> (usize, Option<oneshot::Receiver<()>>) {
        let now = self.inner.settings.clock.now();
        let mut state = self.inner.state();
        if state.phase == Phase::Closed {
            return (0, None);
        }
        let hit = state.queue.purge(selector, strictness, now);
        let record = Record {
            number: state.number(),
            at: millis(now),
            selector: selector.clone(),
            strictness,
        };
        state.remember(record);
        let (answer, answered) = oneshot::channel();
        state.waiting.push(answer);
        drop(state);
        self.inner.wake_logger();
        (hit, Some(answered))
    }
}

impl Store for Disk {
    fn is_prompt(&self) -> bool {
        true
    }

    fn name(&self) -> &'static str {
        "disk"
    }

    fn get<'a>(&'a self, key: &'a Key) -> StoreFuture<'a, Option<Kept>> {
        Box::pin(read(&self.inner, key))
    }

    fn put(&self, entry: Arc<Entry>) -> StoreFuture<'_, ()> {
        self.enqueue(entry);
        Box::pin(ready(()))
    }

    fn purge<'a>(
        &'a self,
        selector: &'a Selector,
        strictness: Strictness,
    ) -> StoreFuture<'a, usize> {
        let (hit, written) = self.enter(selector, strictness);
        Box::pin(async move {
            if let Some(written) = written {
                // Where the disk fails nobody waits for it.
                let _ = written.await;
            }
            hit
        })
    }

    fn holds(&self, key: &Key) -> bool {
        let mut state = self.inner.state();
        let at = hash(key);
        state.queue.get(at).is_some() || !state.places(at).is_empty()
    }

    fn report(&self) -> Option<TierReport> {
        let counts = &self.inner.counts;
        let state = self.inner.state();
        Some(TierReport {
            working: state.phase == Phase::Working,
            entries: state.catalogue.len() as u64,
            bytes: state.catalogue.bytes(),
            capacity: self.inner.settings.bytes,
            queue: state.queue.len() as u64,
            purges: state.purges.len() as u64,
            ..counts.report()
        })
    }

    fn build(&self) -> Option<&BuildId> {
        Some(&self.inner.settings.build)
    }

    fn named_in_pages<'a>(&self, build: &'a BuildId) -> &'a str {
        (self.inner.settings.named_in_pages)(build.as_str())
    }

    fn earlier_builds(&self) -> Option<EarlierBuilds> {
        let state = self.inner.state();
        (state.phase == Phase::Working).then(|| EarlierBuilds {
            total: state.builds.found,
            left: state.catalogue.earlier() as u64,
        })
    }

    fn next_of_earlier_builds(&self, limit: usize) -> StoreFuture<'_, Vec<Earlier>> {
        Box::pin(earlier::next(&self.inner, limit))
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        self.end();
    }
}
