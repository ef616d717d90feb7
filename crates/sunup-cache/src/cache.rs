//! [`Cache`]: what the site holds of its page cache, and what its layer works with.

use std::{
    fmt,
    sync::{Arc, Once},
    time::SystemTime,
};

use http::{Extensions, HeaderMap, request::Parts};

use crate::{
    circuit::Circuits,
    clock::{Clock, SystemClock},
    compress::Compressor,
    entry::{Entry, Kept},
    freshness::Freshness,
    key::{Key, KeyRule},
    marker::Markers,
    notes::Notes,
    overruled::Overruled,
    request::Hosts,
    settings::Settings,
    single_flight::{Found, Outcome, Register},
    site::Site,
    stats::{Event, Snapshot, Stats},
    store::{MemoryStore, Store, StoreFuture},
    warm::Warming,
};

/// The part of the memory tier's size that markers of uncacheable keys, and notes on what was not
/// stored, may take besides, each.
const MARKERS: u64 = 64;

/// A page cache. Its clones are the same cache; [`CacheLayer`](crate::CacheLayer) puts it in front
/// of a service.
///
/// ```
/// use sunup_cache::{Cache, store::Limit, Settings};
///
/// let settings = Settings { memory: Limit::fixed(64 << 20), ..Settings::default() };
/// let cache = Cache::builder().settings(settings).build();
/// assert_eq!(cache.stats().entries, 0);
/// ```
#[derive(Clone)]
pub struct Cache {
    pub(crate) shared: Arc<Shared>,
}

pub(crate) struct Shared {
    pub(crate) settings: Settings,
    pub(crate) site: Site,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) store: MemoryStore,
    pub(crate) below: Vec<Arc<dyn Store>>,
    pub(crate) markers: Markers,
    pub(crate) notes: Notes,
    pub(crate) overruled: Overruled,
    pub(crate) flights: Register<Key, Outcome>,
    /// Reads of the tiers below.
    pub(crate) reads: Register<Key, Option<Found>>,
    pub(crate) circuits: Circuits,
    pub(crate) compressor: Compressor,
    pub(crate) stats: Stats,
    pub(crate) tending: Once,
    pub(crate) warming: Warming,
    started: SystemTime,
}

/// Puts a [`Cache`] together.
pub struct CacheBuilder {
    settings: Settings,
    site: Site,
    clock: Arc<dyn Clock>,
    below: Vec<Arc<dyn Store>>,
}

impl Cache {
    /// A cache with defaults: one route for everything, no sessions, hosts not looked at.
    pub fn builder() -> CacheBuilder {
        CacheBuilder {
            settings: Settings::default(),
            site: Site::default(),
            clock: Arc::new(SystemClock),
            below: Vec::new(),
        }
    }

    /// Counts since the start, and what is there now.
    pub fn stats(&self) -> Snapshot {
        self.shared.snapshot()
    }
}

impl CacheBuilder {
    /// Limits and times.
    #[must_use]
    pub fn settings(mut self, settings: Settings) -> Self {
        self.settings = settings;
        self
    }

    /// What makes two requests the same.
    #[must_use]
    pub fn key(mut self, rule: KeyRule) -> Self {
        self.site.key = rule;
        self
    }

    /// Whether a request comes with a session that is valid; a cookie alone is none.
    #[must_use]
    pub fn session(mut self, valid: impl Fn(&Parts) -> bool + Send + Sync + 'static) -> Self {
        self.site.session = Arc::new(valid);
        self
    }

    /// Which of a request's extensions a render sees whose result others get. By default none, as
    /// most of them tell one visitor from another: let through what is the same for everybody.
    #[must_use]
    pub fn carry(
        mut self,
        rule: impl Fn(&Extensions) -> Extensions + Send + Sync + 'static,
    ) -> Self {
        self.site.carry = Arc::new(rule);
        self
    }

    /// The hosts that the site answers for. Without them no request is refused, whatever it names.
    #[must_use]
    pub fn hosts(mut self, hosts: Hosts) -> Self {
        self.site.hosts = hosts;
        self
    }

    /// What answers a request in front of the cache, so that it is never asked: a sentence without
    /// its full stop, for operators who ask about such an address.
    #[must_use]
    pub fn in_front(
        mut self,
        rule: impl Fn(&Parts) -> Option<String> + Send + Sync + 'static,
    ) -> Self {
        self.site.in_front = Arc::new(rule);
        self
    }

    /// The time of day, for tests.
    #[must_use]
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// A tier below the memory, which is asked in the order of these calls before anything is
    /// rendered, and gets what is.
    #[must_use]
    pub fn below(mut self, store: Arc<dyn Store>) -> Self {
        self.below.push(store);
        self
    }

    /// The cache.
    pub fn build(self) -> Cache {
        let settings = self.settings;
        let store =
            MemoryStore::new(settings.memory.clone()).variants_per_path(settings.variants_per_path);
        let beside = (store.capacity() / MARKERS).max(64 << 10);
        let shared = Shared {
            markers: Markers::new(beside),
            notes: Notes::new(beside),
            overruled: Overruled::default(),
            compressor: Compressor::new(settings.compressors),
            flights: Register::new(),
            reads: Register::new(),
            circuits: Circuits::default(),
            stats: Stats::new(),
            tending: Once::new(),
            warming: Warming::new(store.capacity()),
            started: self.clock.now(),
            site: self.site,
            clock: self.clock,
            below: self.below,
            store,
            settings,
        };
        Cache {
            shared: Arc::new(shared),
        }
    }
}

impl Shared {
    /// The entry for a request whose key has this text, with what may be done with it; one that is
    /// over is taken out.
    pub(crate) fn usable(
        &self,
        base: &str,
        request: &HeaderMap,
        now: SystemTime,
    ) -> Option<(Arc<Entry>, Freshness)> {
        let entry = match self.store.lookup(base)? {
            Kept::Entry(entry) => entry,
            Kept::Varies(names) => {
                let variant = Key::text_of_variant(base, &names, request);
                match self.store.lookup(&variant)? {
                    Kept::Entry(entry) => entry,
                    Kept::Varies(_) => return None,
                }
            }
        };
        match entry.freshness(now) {
            Freshness::Gone => {
                self.store.remove(&entry);
                None
            }
            freshness => Some((entry, freshness)),
        }
    }

    /// The key that the answer to a request would be stored under, as far as is known.
    pub(crate) fn key_of_variant(&self, base: &Key, request: &HeaderMap) -> Key {
        match self.store.peek(base) {
            Some(Kept::Varies(names)) => base.variant(&names, request),
            _ => base.clone(),
        }
    }

    pub(crate) fn compress(self: &Arc<Self>, entry: &Arc<Entry>) {
        if self.settings.compressors == 0 {
            return;
        }
        let shared = Arc::downgrade(self);
        self.compressor.later(entry, move |entry| {
            let Some(shared) = shared.upgrade() else {
                return;
            };
            if shared.below.is_empty() {
                return shared.store.reweigh(entry, || {});
            }
            let entry = Arc::clone(entry);
            tokio::spawn(async move {
                let mut puts = Vec::new();
                let prompt = shared.below.iter().filter(|store| store.is_prompt());
                let pass_on = || {
                    // What a purge made stale here is gone there.
                    if !entry.is_softened() {
                        puts = prompt.map(|it| it.put(Arc::clone(&entry))).collect();
                    }
                };
                shared.store.reweigh(&entry, pass_on);
                for put in puts {
                    put.await;
                }
            });
        });
    }

    /// Hands an entry to the tiers below. It has an effect at once; the futures are for what takes
    /// its time.
    pub(crate) fn put_below(&self, entry: &Arc<Entry>) -> Vec<StoreFuture<'_, ()>> {
        let stores = self.below.iter();
        stores.map(|store| store.put(Arc::clone(entry))).collect()
    }

    pub(crate) fn count(&self, event: Event) {
        self.stats.add(event, 1);
    }

    pub(crate) fn snapshot(&self) -> Snapshot {
        let uptime = self.clock.now().duration_since(self.started);
        Snapshot {
            on: self.settings.on,
            uptime: uptime.unwrap_or_default().as_secs(),
            evicted: self.store.evicted(),
            entries: self.store.len() as u64,
            bytes: self.store.weight(),
            capacity: self.store.capacity(),
            names: self.store.names() as u64,
            markers: self.markers.len() as u64,
            under_way: self.flights.len() as u64,
            open_circuits: self.circuits.open().len() as u64,
            disk: self.below.iter().find_map(|store| store.report()),
            rewarming: self.rewarming(),
            ..self.stats.counts()
        }
    }
}

impl fmt::Debug for Cache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cache")
            .field("settings", &self.shared.settings)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for CacheBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CacheBuilder")
            .field("settings", &self.settings)
            .finish_non_exhaustive()
    }
}
