//! One shard of a memory tier: W-TinyLFU by weight.
//!
//! New entries enter a small window. What leaves the window is admitted to the main part only when
//! it was asked for more often than what would have to go ([`Sketch`]), so a crawler that touches a
//! million pages once pushes out none that visitors come back to. The main part is a segmented
//! LRU: *probation*, and *protected* for what was asked for again. Everything that leaves is handed
//! to the caller at once, so that indexes beside the shard never name what is gone.

use std::borrow::Borrow;

use hashbrown::HashTable;

use super::{
    order::{NONE, Node, Nodes, Order, Segment},
    sketch::Sketch,
};

/// The window's part of the capacity: one sixteenth.
const WINDOW: u64 = 16;

/// Entries that left a shard, for whatever reason.
pub(crate) type Gone<K, V> = Vec<(K, V)>;

/// Entries `V` by key `K`, within a weight in bytes.
pub(super) struct Shard<K, V> {
    places: HashTable<u32>,
    nodes: Nodes<K, V>,
    window: Order,
    probation: Order,
    protected: Order,
    sketch: Sketch,
    capacity: u64,
}

impl<K: Eq + Clone, V> Shard<K, V> {
    pub(super) fn new(capacity: u64) -> Self {
        Self {
            places: HashTable::new(),
            nodes: Nodes::default(),
            window: Order::new(),
            probation: Order::new(),
            protected: Order::new(),
            sketch: Sketch::new(),
            capacity,
        }
    }

    /// The entry of a key, which counts as a use of it.
    pub(super) fn get<Q>(&mut self, hash: u64, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
        Q: Eq + ?Sized,
    {
        self.sketch.record(hash);
        let at = self.find(hash, key)?;
        self.used(at);
        self.nodes.get(at).map(|node| &node.value)
    }

    /// The entry of a key, which nobody used.
    pub(super) fn peek(&self, hash: u64, key: &K) -> Option<&V> {
        let at = self.find(hash, key)?;
        self.nodes.get(at).map(|node| &node.value)
    }

    /// Puts an entry, and gives back what had to go: the former entry of this key, entries that
    /// were used less, or this one.
    pub(super) fn put(&mut self, hash: u64, key: K, value: V, weight: u64) -> Gone<K, V> {
        let mut gone = Vec::new();
        if weight > self.capacity {
            gone.extend(self.remove(hash, &key).map(|value| (key.clone(), value)));
            gone.push((key, value));
            return gone;
        }
        match self.find(hash, &key) {
            Some(at) => {
                let former = self.change(at, |node| {
                    node.weight = weight;
                    std::mem::replace(&mut node.value, value)
                });
                gone.extend(former.map(|former| (key, former)));
            }
            None => {
                let at = self.nodes.add(Node::new(key, value, hash, weight));
                self.window.push(&mut self.nodes, at);
                let nodes = &self.nodes;
                self.places
                    .insert_unique(hash, at, |at| nodes.get(*at).map_or(0, |node| node.hash));
                self.sketch.fit(self.nodes.len());
            }
        }
        self.settle(&mut gone);
        gone
    }

    /// Corrects the weight of a key whose entry is the one that `same` knows.
    pub(super) fn reweigh(
        &mut self,
        hash: u64,
        key: &K,
        weight: u64,
        same: impl FnOnce(&V) -> bool,
    ) -> Gone<K, V> {
        let mut gone = Vec::new();
        if let Some(at) = self.find(hash, key)
            && self.nodes.get(at).is_some_and(|node| same(&node.value))
        {
            self.change(at, |node| node.weight = weight);
            self.settle(&mut gone);
        }
        gone
    }

    /// Takes out the entry of a key.
    pub(super) fn remove(&mut self, hash: u64, key: &K) -> Option<V> {
        let at = self.find(hash, key)?;
        self.take(at).map(|(_, value)| value)
    }

    /// Sets the capacity in bytes, and gives back what no longer fits: the least used.
    pub(super) fn resize(&mut self, capacity: u64) -> Gone<K, V> {
        self.capacity = capacity;
        let mut gone = Vec::new();
        self.settle(&mut gone);
        gone
    }

    /// Takes out everything.
    pub(super) fn clear(&mut self) -> Gone<K, V> {
        let capacity = self.capacity;
        let old = std::mem::replace(self, Self::new(capacity));
        let nodes = old.nodes.into_values();
        nodes.map(|node| (node.key, node.value)).collect()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        self.nodes.iter().map(|node| (&node.key, &node.value))
    }

    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// What the entries weigh, in bytes.
    pub(super) const fn weight(&self) -> u64 {
        self.window.weight + self.probation.weight + self.protected.weight
    }

    /// The bytes of the shard's own tables.
    pub(super) fn overhead(&self) -> usize {
        self.nodes.bytes() + self.sketch.bytes() + self.places.capacity() * 5
    }

    fn find<Q>(&self, hash: u64, key: &Q) -> Option<u32>
    where
        K: Borrow<Q>,
        Q: Eq + ?Sized,
    {
        let same = |at: &u32| {
            let node = self.nodes.get(*at);
            node.is_some_and(|node| node.key.borrow() == key)
        };
        self.places.find(hash, same).copied()
    }

    fn order(&mut self, segment: Segment) -> (&mut Order, &mut Nodes<K, V>) {
        let order = match segment {
            Segment::Window => &mut self.window,
            Segment::Probation => &mut self.probation,
            Segment::Protected => &mut self.protected,
        };
        (order, &mut self.nodes)
    }

    fn used(&mut self, at: u32) {
        match self.nodes.get(at).map(|node| node.segment) {
            Some(Segment::Probation) => {
                self.shift(at, Segment::Protected);
                self.demote();
            }
            Some(segment) => {
                let (order, nodes) = self.order(segment);
                order.touch(nodes, at);
            }
            None => {}
        }
    }

    /// Changes a node whose weight may change with it.
    fn change<R>(&mut self, at: u32, change: impl FnOnce(&mut Node<K, V>) -> R) -> Option<R> {
        let segment = self.nodes.get(at)?.segment;
        let (order, nodes) = self.order(segment);
        let node = nodes.get_mut(at)?;
        let before = node.weight;
        let result = change(node);
        order.weight = order.weight - before + node.weight;
        Some(result)
    }

    fn shift(&mut self, at: u32, to: Segment) {
        let Some(from) = self.nodes.get(at).map(|node| node.segment) else {
            return;
        };
        let (order, nodes) = self.order(from);
        order.unlink(nodes, at);
        if let Some(node) = self.nodes.get_mut(at) {
            node.segment = to;
        }
        let (order, nodes) = self.order(to);
        order.push(nodes, at);
    }

    fn take(&mut self, at: u32) -> Option<(K, V)> {
        let (segment, hash) = self.nodes.get(at).map(|node| (node.segment, node.hash))?;
        let (order, nodes) = self.order(segment);
        order.unlink(nodes, at);
        if let Ok(place) = self.places.find_entry(hash, |other| *other == at) {
            place.remove();
        }
        let node = self.nodes.take(at)?;
        Some((node.key, node.value))
    }

    /// Keeps the protected part at four fifths of the main part.
    fn demote(&mut self) {
        let most = (self.capacity - self.capacity / WINDOW) / 5 * 4;
        while self.protected.weight > most && self.protected.oldest() != NONE {
            self.shift(self.protected.oldest(), Segment::Probation);
        }
    }

    /// Brings every segment within its part of the capacity.
    fn settle(&mut self, gone: &mut Gone<K, V>) {
        while self.window.weight > self.capacity / WINDOW {
            let candidate = self.window.oldest();
            if self.admits(candidate) {
                self.shift(candidate, Segment::Probation);
                self.shrink_main(gone);
            } else {
                match self.take(candidate) {
                    Some(entry) => gone.push(entry),
                    None => break,
                }
            }
        }
        self.demote();
        self.shrink_main(gone);
    }

    /// Whether the main part has room for a candidate, or it was asked for more often than all
    /// those together that would have to go for it.
    fn admits(&self, candidate: u32) -> bool {
        let Some(node) = self.nodes.get(candidate) else {
            return false;
        };
        let main = self.capacity - self.capacity / WINDOW;
        let used = self.probation.weight + self.protected.weight;
        let mut missing = (used + node.weight).saturating_sub(main);
        let mut frequency = self.sketch.frequency(node.hash);
        let mut victim = self.probation.oldest();
        let mut in_protected = false;
        while missing > 0 {
            if victim == NONE {
                if in_protected {
                    return false;
                }
                (victim, in_protected) = (self.protected.oldest(), true);
                continue;
            }
            let Some(other) = self.nodes.get(victim) else {
                return false;
            };
            // A victim that is heavier than the candidate gives room for several: it counts in
            // proportion, so that one large page does not outlive many small ones.
            let asked = self.sketch.frequency(other.hash);
            let asked = match other.weight > node.weight {
                true => (u64::from(asked) * node.weight / other.weight) as u32,
                false => asked,
            };
            if frequency <= asked {
                return false;
            }
            frequency -= asked;
            missing = missing.saturating_sub(other.weight);
            victim = Order::after(&self.nodes, victim);
        }
        true
    }

    fn shrink_main(&mut self, gone: &mut Gone<K, V>) {
        let main = self.capacity - self.capacity / WINDOW;
        while self.probation.weight + self.protected.weight > main {
            let victim = match self.probation.oldest() {
                NONE => self.protected.oldest(),
                oldest => oldest,
            };
            match self.take(victim) {
                Some(entry) => gone.push(entry),
                None => break,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hash(key: u64) -> u64 {
        key.wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29)
    }

    fn put(shard: &mut Shard<u64, u64>, key: u64, weight: u64) -> Gone<u64, u64> {
        shard.put(hash(key), key, key, weight)
    }

    #[test]
    fn a_shard_never_weighs_more_than_its_capacity() {
        let mut shard = Shard::new(10_000);
        for key in 0..5_000 {
            put(&mut shard, key, 1 + key % 700);
            let sum: u64 = shard.nodes.iter().map(|node| node.weight).sum();
            assert_eq!(sum, shard.weight());
            assert!(sum <= 10_000);
        }
    }

    #[test]
    fn what_leaves_is_handed_out_once() {
        let mut shard = Shard::new(10_000);
        let mut gone = 0;
        for key in 0..5_000 {
            gone += put(&mut shard, key, 100).len();
        }
        assert_eq!(gone + shard.len(), 5_000);
        gone += shard.resize(1_000).len();
        assert!(shard.weight() <= 1_000);
        gone += shard.clear().len();
        assert_eq!((gone, shard.len(), shard.weight()), (5_000, 0, 0));
    }

    #[test]
    fn a_crawler_pushes_out_nothing_that_is_asked_for_again() {
        let mut shard = Shard::new(100_000);
        for key in 0..50 {
            put(&mut shard, key, 1_000);
        }
        for _ in 0..5 {
            for key in 0..50 {
                assert!(shard.get(hash(key), &key).is_some());
            }
        }
        for key in 1_000..100_000 {
            shard.get(hash(key), &key);
            put(&mut shard, key, 1_000);
            // A visitor now and then: one for each twenty pages of the crawler.
            let page = key / 20 % 50;
            if key % 20 == 0 {
                shard.get(hash(page), &page);
            }
        }
        let kept = (0..50).filter(|key| shard.peek(hash(*key), key).is_some());
        assert!(kept.count() >= 45);
    }

    #[test]
    fn shrinking_keeps_what_was_used_most() {
        let mut shard = Shard::new(100_000);
        for key in 0..90 {
            put(&mut shard, key, 1_000);
        }
        for key in 0..10 {
            shard.get(hash(key), &key);
            shard.get(hash(key), &key);
        }
        shard.resize(25_000);
        assert!((0..10).all(|key| shard.peek(hash(key), &key).is_some()));
    }

    #[test]
    fn an_entry_heavier_than_the_shard_is_handed_back() {
        let mut shard = Shard::new(1_000);
        put(&mut shard, 1, 10);
        assert_eq!(put(&mut shard, 1, 1_001), [(1, 1), (1, 1)]);
        assert_eq!(shard.len(), 0);
    }

    #[test]
    fn a_replaced_entry_counts_its_new_weight() {
        let mut shard = Shard::new(100_000);
        put(&mut shard, 1, 10);
        assert_eq!(put(&mut shard, 1, 30), [(1, 1)]);
        assert_eq!(shard.weight(), 30);
        shard.reweigh(hash(1), &1, 50, |value| *value == 1);
        assert_eq!(shard.weight(), 50);
        shard.reweigh(hash(1), &1, 70, |value| *value == 2);
        assert_eq!((shard.weight(), shard.len()), (50, 1));
    }
}
