//! Several [`Shard`]s behind a lock each.

use std::{
    borrow::Borrow,
    hash::{BuildHasher, Hash},
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use foldhash::quality::RandomState;

use super::shard::{Gone, Shard};

/// Bytes that a shard has at least, so that the largest entries fit into one.
const SHARD: u64 = 32 << 20;

/// Entries `V` by key `K` within a weight in bytes.
pub(crate) struct Shards<K, V> {
    shards: Box<[Mutex<Shard<K, V>>]>,
    hasher: RandomState,
    capacity: AtomicU64,
}

impl<K: Eq + Hash + Clone, V: Clone> Shards<K, V> {
    /// As many shards as the capacity allows, 16 at most.
    pub(crate) fn new(capacity: u64) -> Self {
        let count = (capacity / SHARD).clamp(1, 16);
        // A power of two, so that a shard is found by a mask.
        let count = 1 << count.ilog2();
        Self {
            shards: (0..count)
                .map(|_| Mutex::new(Shard::new(capacity / count)))
                .collect(),
            hasher: RandomState::default(),
            capacity: AtomicU64::new(capacity),
        }
    }

    /// The entry of a key, which counts as a use of it.
    pub(crate) fn get<Q>(&self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
        Q: Eq + Hash + ?Sized,
    {
        let hash = self.hasher.hash_one(key);
        self.shard(hash).get(hash, key).cloned()
    }

    /// The entry of a key, which nobody used.
    pub(crate) fn peek(&self, key: &K) -> Option<V> {
        let hash = self.hasher.hash_one(key);
        self.shard(hash).peek(hash, key).cloned()
    }

    /// Puts an entry, and gives back what had to go for it.
    pub(crate) fn put(&self, key: K, value: V, weight: u64) -> Gone<K, V> {
        let hash = self.hasher.hash_one(&key);
        self.shard(hash).put(hash, key, value, weight)
    }

    /// Corrects the weight of an entry, if it is the one that `same` knows.
    pub(crate) fn reweigh(
        &self,
        key: &K,
        weight: u64,
        same: impl FnOnce(&V) -> bool,
    ) -> Gone<K, V> {
        let hash = self.hasher.hash_one(key);
        self.shard(hash).reweigh(hash, key, weight, same)
    }

    /// Takes out the entry of a key, if `which` says so.
    pub(crate) fn remove_if(&self, key: &K, which: impl FnOnce(&V) -> bool) -> Option<V> {
        let hash = self.hasher.hash_one(key);
        let mut shard = self.shard(hash);
        match shard.peek(hash, key).is_some_and(which) {
            true => shard.remove(hash, key),
            false => None,
        }
    }

    /// Sets the capacity in bytes, and gives back the least used, which no longer fit.
    pub(crate) fn resize(&self, capacity: u64) -> Gone<K, V> {
        self.capacity.store(capacity, Ordering::Relaxed);
        let each = capacity / self.shards.len() as u64;
        let shards = self.shards.iter();
        shards.flat_map(|shard| lock(shard).resize(each)).collect()
    }

    /// Takes out everything.
    pub(crate) fn clear(&self) -> Gone<K, V> {
        let shards = self.shards.iter();
        shards.flat_map(|shard| lock(shard).clear()).collect()
    }

    /// What is in it, in no order.
    pub(crate) fn entries(&self) -> Gone<K, V> {
        let shards = self.shards.iter();
        shards
            .flat_map(|shard| {
                let shard = lock(shard);
                let entries = shard
                    .iter()
                    .map(|(key, value)| (key.clone(), value.clone()));
                entries.collect::<Vec<_>>()
            })
            .collect()
    }

    /// How many entries there are.
    pub(crate) fn len(&self) -> usize {
        self.shards.iter().map(|shard| lock(shard).len()).sum()
    }

    /// What they weigh, in bytes, the shards' own tables included.
    pub(crate) fn weight(&self) -> u64 {
        let shards = self.shards.iter().map(lock);
        shards
            .map(|shard| shard.weight() + shard.overhead() as u64)
            .sum()
    }

    /// What they may weigh, in bytes.
    pub(crate) fn capacity(&self) -> u64 {
        self.capacity.load(Ordering::Relaxed)
    }

    fn shard(&self, hash: u64) -> MutexGuard<'_, Shard<K, V>> {
        // The lowest and the highest bits choose places within a shard's own tables.
        let at = (hash >> 24) as usize & (self.shards.len() - 1);
        lock(&self.shards[at])
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
