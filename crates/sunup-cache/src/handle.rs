//! What the site asks of its [`Cache`]: purges.

use std::{
    future::Future,
    sync::Arc,
    task::{Context, Poll, Waker},
};

use tokio::task::JoinHandle;

use crate::{
    cache::{Cache, Shared},
    entry::Entry,
    key::{Key, data_kind},
    purge::{Purged, Selector, Strictness},
    renew::{Nothing, Spare},
    stats::Event,
    store::StoreFuture,
};

impl Cache {
    /// A strict purge of what has a tag, for whoever changed what the tag names. Call it after the
    /// commit: renders that begin from then on read the new data, and those under way are marked.
    pub async fn purge_tag(&self, tag: &str) -> Purged {
        self.purge(&Selector::tag(tag), Strictness::Strict).await
    }

    /// A strict purge of one path with all its variants. A path that no request can have hits
    /// nothing.
    pub async fn purge_path(&self, path: &str) -> Purged {
        self.purge(&Selector::path(path), Strictness::Strict).await
    }

    /// A strict purge of a path and all below it.
    pub async fn purge_prefix(&self, prefix: &str) -> Purged {
        self.purge(&Selector::prefix(prefix), Strictness::Strict)
            .await
    }

    /// A strict purge of a route, by its pattern.
    pub async fn purge_route(&self, pattern: &str) -> Purged {
        self.purge(&Selector::route(pattern), Strictness::Strict)
            .await
    }

    /// Empties the cache.
    pub async fn flush(&self) -> Purged {
        self.shared.markers.clear();
        self.shared.notes.clear();
        self.purge(&Selector::All, Strictness::Strict).await
    }

    /// A purge, strict or soft. When it returns, no request that comes from then on gets an
    /// answer that a strict purge has hit, nor does one after a restart.
    pub async fn purge(&self, selector: &Selector, strictness: Strictness) -> Purged {
        let hit = self.shared.purge_all(selector, strictness).await;
        tracing::debug!(%selector, ?strictness, entries = hit.len(), "a purge");
        Purged::new(hit)
    }
}

impl Shared {
    /// A purge of all tiers. What a tier that is not prompt gave to a request meanwhile is from
    /// before its purge and stands in memory again, so that goes as well.
    async fn purge_all(&self, selector: &Selector, strictness: Strictness) -> Vec<Arc<Entry>> {
        let (hit, below) = self.purge(selector, strictness, &mut Nothing);
        for purge in below {
            purge.await;
        }
        if !self.is_prompt() {
            self.purge_memory(selector, strictness, &mut Nothing, || {});
        }
        hit
    }

    /// Whether a purge takes effect in all tiers at once.
    pub(crate) fn is_prompt(&self) -> bool {
        self.below.iter().all(|store| store.is_prompt())
    }

    /// Whether a purge names a key, whatever is stored for it. Tags are known of entries only.
    fn is_named(&self, selector: &Selector, key: &Key) -> bool {
        match selector {
            Selector::Route(pattern) if key.is_data() => **pattern == *data_kind(key.path()),
            Selector::Route(pattern) => self.site.key.route_of(key).as_ref() == Some(pattern),
            _ => selector.matches_path(key.path()),
        }
    }

    /// Strict purges, and an entry in place of what they hit, in one step: nobody gets what was there
    /// before, and nobody has to wait for what is there now. The entry is left out where a purge of
    /// it came after the generation that it began in.
    pub(crate) async fn replace(&self, selectors: &[Selector], entry: Option<(&Arc<Entry>, u64)>) {
        let strict = Strictness::Strict;
        // A tier that takes its time could put the entry before it carries out the purges.
        let entry = entry.filter(|_| self.is_prompt());
        let (mut purges, mut puts) = (Vec::new(), Vec::new());
        let hit = self.store.replace(selectors, entry, |hit, put| {
            for selector in selectors {
                let stores = self.below.iter();
                purges.extend(stores.map(|store| store.purge(selector, strict)));
                self.free(selector, hit);
            }
            if let Some(entry) = put {
                puts = self.put_below(entry);
            }
        });
        self.markers.forget(|key| {
            selectors
                .iter()
                .any(|selector| self.is_named(selector, key))
        });
        self.count_purged(strict, &hit);
        for purge in purges {
            purge.await;
        }
        if !self.is_prompt() {
            for selector in selectors {
                self.purge_memory(selector, strict, &mut Nothing, || {});
            }
        }
        for put in puts {
            put.await;
        }
    }

    /// A strict purge of all tiers, which takes effect here. What takes its time is waited for in a
    /// task of its own, which goes on when the caller leaves.
    pub(crate) fn purge_soon(self: &Arc<Self>, selector: Selector) -> Option<JoinHandle<()>> {
        let shared = Arc::clone(self);
        let mut purge = Box::pin(async move {
            shared.purge_all(&selector, Strictness::Strict).await;
        });
        match purge.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(()) => None,
            Poll::Pending => Some(tokio::spawn(purge)),
        }
    }

    /// A purge of all tiers, which takes effect here. The futures are for what takes its time.
    pub(crate) fn purge<'a>(
        &'a self,
        selector: &'a Selector,
        strictness: Strictness,
        spare: &mut impl Spare,
    ) -> (Vec<Arc<Entry>>, Vec<StoreFuture<'a, usize>>) {
        let mut below = Vec::new();
        let hit = self.purge_memory(selector, strictness, spare, || {
            let stores = self.below.iter();
            below = stores.map(|it| it.purge(selector, strictness)).collect();
        });
        (hit, below)
    }

    fn purge_memory(
        &self,
        selector: &Selector,
        strictness: Strictness,
        spare: &mut impl Spare,
        pass_on: impl FnOnce(),
    ) -> Vec<Arc<Entry>> {
        let now = self.clock.now();
        let spared = |hit: &[Arc<Entry>]| spare.of(self, hit);
        let hit = self
            .store
            .purge_with(selector, strictness, now, spared, |hit| {
                pass_on();
                if strictness == Strictness::Strict {
                    self.free(selector, hit);
                }
            });
        if strictness == Strictness::Strict {
            // What was not to be stored may be now.
            self.markers.forget(|key| self.is_named(selector, key));
        }
        self.count_purged(strictness, &hit);
        hit
    }

    /// Whoever comes from now on does not wait for a render from before a strict purge, nor for what
    /// somebody reads who came before it.
    fn free(&self, selector: &Selector, hit: &[Arc<Entry>]) {
        self.flights.detach(|key| {
            self.is_named(selector, key) || hit.iter().any(|entry| entry.key() == key)
        });
        self.reads.detach(|_| true);
    }

    fn count_purged(&self, strictness: Strictness, hit: &[Arc<Entry>]) {
        let event = match strictness {
            Strictness::Strict => Event::PurgedStrictly,
            Strictness::Soft => Event::PurgedSoftly,
        };
        self.stats.add(event, hit.len() as u64);
        self.warming.purged(hit);
    }
}
