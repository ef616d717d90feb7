//! [`Entry`]: a stored response with its clocks, tags and counters.

use std::{
    fmt,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering},
    },
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::{Bodies, BuildId};
use crate::{
    back_off::BackOff, control::Tag, encoding::Encoding, freshness::Freshness, key::Key,
    policy::Lifetime, vary::VaryNames,
};

/// What an entry takes besides its bodies and texts: the structure itself, its places in shard and
/// index, and the allocator's rounding.
const OVERHEAD: u64 = 1536;

/// What a tag takes in the index beyond its text.
const TAG: u64 = 96;

static SERIAL: AtomicU64 = AtomicU64::new(1);

/// A stored response. Its bodies are shared: serving it copies none.
pub struct Entry {
    serial: u64,
    pub(super) origin: Origin,
    status: StatusCode,
    pub(super) bodies: Bodies,
    pub(crate) back_off: BackOff,
    pub(super) hits: AtomicU64,
    /// Milliseconds since 1970 of a soft purge; nought for none.
    pub(super) softened: AtomicU64,
    compressing: AtomicBool,
    /// Where it stands in the index of the memory tier.
    place: AtomicU32,
}

/// Where an entry comes from.
pub(crate) struct Origin {
    pub(crate) key: Key,
    /// The key without the headers that the response varies by.
    pub(crate) base: Key,
    pub(crate) vary: VaryNames,
    pub(crate) route: Arc<str>,
    pub(crate) tags: Vec<Tag>,
    pub(crate) lifetime: Lifetime,
    pub(crate) initial_age: Duration,
    pub(crate) stored_at: SystemTime,
    pub(crate) render_time: Duration,
    /// The build that rendered it, where that was not this process's.
    pub(crate) build: Option<BuildId>,
}

/// What stands in a tier under a key.
#[derive(Clone, Debug)]
pub enum Kept {
    /// A response.
    Entry(Arc<Entry>),
    /// The responses of this key vary by these request headers.
    Varies(VaryNames),
}

impl Entry {
    pub(crate) fn new(origin: Origin, status: StatusCode, bodies: Bodies) -> Self {
        Self {
            serial: SERIAL.fetch_add(1, Ordering::Relaxed),
            origin,
            status,
            bodies,
            back_off: BackOff::default(),
            hits: AtomicU64::new(0),
            softened: AtomicU64::new(0),
            compressing: AtomicBool::new(false),
            place: AtomicU32::new(u32::MAX),
        }
    }

    /// What it is stored under, variant included.
    pub fn key(&self) -> &Key {
        &self.origin.key
    }

    /// The key without the request headers that it varies by.
    pub fn base(&self) -> &Key {
        &self.origin.base
    }

    /// The canonical path.
    pub fn path(&self) -> &str {
        self.origin.key.path()
    }

    /// The pattern of its route.
    pub fn route(&self) -> &Arc<str> {
        &self.origin.route
    }

    /// The names under which it is purged.
    pub fn tags(&self) -> &[Tag] {
        &self.origin.tags
    }

    /// Its clocks, and who set them.
    pub fn lifetime(&self) -> &Lifetime {
        &self.origin.lifetime
    }

    /// The request headers that it depends on beyond the key.
    pub fn vary(&self) -> &VaryNames {
        &self.origin.vary
    }

    /// The status of the response.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The fields of the response in identity, without `Age` and `Cache-Status`.
    pub fn headers(&self) -> HeaderMap {
        self.bodies.headers()
    }

    /// The body as rendered.
    pub fn body(&self) -> &Bytes {
        self.bodies.rendered()
    }

    /// Whether the body is there in an encoding.
    pub fn has(&self, encoding: Encoding) -> bool {
        self.bodies.has(encoding)
    }

    /// When it was stored.
    pub fn stored_at(&self) -> SystemTime {
        self.origin.stored_at
    }

    /// How long its render took.
    pub fn render_time(&self) -> Duration {
        self.origin.render_time
    }

    /// The build that rendered it, where it came from a tier that other builds wrote to.
    pub fn build(&self) -> Option<&BuildId> {
        self.origin.build.as_ref()
    }

    /// How often it was served.
    pub fn hits(&self) -> u64 {
        self.hits.load(Ordering::Relaxed)
    }

    /// Its age (RFC 9111, section 4.2.3). A clock that jumps back makes nothing younger than it was
    /// when stored.
    pub fn age(&self, now: SystemTime) -> Duration {
        let resident = now.duration_since(self.origin.stored_at);
        self.origin.initial_age + resident.unwrap_or_default()
    }

    /// What may be done with it now.
    pub fn freshness(&self, now: SystemTime) -> Freshness {
        let age = self.age(now);
        let lifetime = self.lifetime();
        match self.softened.load(Ordering::Relaxed) {
            0 => Freshness::of(lifetime, age),
            at => {
                // Stale since the purge: as if its fresh time had ended then.
                let since = now.duration_since(UNIX_EPOCH + Duration::from_millis(at));
                let stale_age = lifetime.fresh + since.unwrap_or_default();
                Freshness::of(lifetime, age.max(stale_age))
            }
        }
    }

    /// What it weighs in memory, in bytes: bodies, fields, texts and overhead.
    pub fn weight(&self) -> u64 {
        let tags: u64 = self.tags().iter().map(|tag| tag.len() as u64 + TAG).sum();
        let key = self.key().as_str().len() as u64 * 2;
        self.bodies.weight() + tags + key + OVERHEAD
    }

    /// A number that no other entry of this process has.
    pub(crate) fn serial(&self) -> u64 {
        self.serial
    }

    pub(crate) fn place(&self) -> u32 {
        self.place.load(Ordering::Relaxed)
    }

    pub(crate) fn set_place(&self, place: u32) {
        self.place.store(place, Ordering::Relaxed);
    }

    pub(crate) fn bodies(&self) -> &Bodies {
        &self.bodies
    }

    pub(crate) fn count_hit(&self) {
        self.hits.fetch_add(1, Ordering::Relaxed);
    }

    /// A refreshed page goes on counting where the one before it stopped.
    pub(crate) fn inherit(&self, former: &Self) {
        self.hits.fetch_add(former.hits(), Ordering::Relaxed);
    }

    /// Makes it stale as of now.
    pub(crate) fn soften(&self, now: SystemTime) {
        let millis = now.duration_since(UNIX_EPOCH).unwrap_or_default();
        let millis = (millis.as_millis() as u64).max(1);
        let _ = self
            .softened
            .compare_exchange(0, millis, Ordering::Relaxed, Ordering::Relaxed);
    }

    /// Whether a soft purge hit it.
    pub fn is_softened(&self) -> bool {
        self.softened.load(Ordering::Relaxed) != 0
    }

    /// True for the first caller: the others leave the compressing to it.
    pub(crate) fn claim_compression(&self) -> bool {
        self.bodies.compressible() && !self.compressing.swap(true, Ordering::Relaxed)
    }

    /// Gives the claim back, for somebody to try again.
    pub(crate) fn release_compression(&self) {
        self.compressing.store(false, Ordering::Relaxed);
    }
}

impl fmt::Debug for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Entry")
            .field("key", &self.key().as_str())
            .field("status", &self.status.as_u16())
            .field("bytes", &self.body().len())
            .finish_non_exhaustive()
    }
}
