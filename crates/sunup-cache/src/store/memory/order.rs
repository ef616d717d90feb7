//! The order of use within a segment: a doubly linked list through a vector of nodes.

use super::slots::Slots;

/// No node.
pub(super) const NONE: u32 = u32::MAX;

/// Where a node stands (see [`Shard`](super::shard::Shard)).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Segment {
    Window,
    Probation,
    Protected,
}

/// One entry and its neighbours.
pub(super) struct Node<K, V> {
    pub(super) key: K,
    pub(super) value: V,
    pub(super) hash: u64,
    pub(super) weight: u64,
    pub(super) segment: Segment,
    newer: u32,
    older: u32,
}

impl<K, V> Node<K, V> {
    pub(super) fn new(key: K, value: V, hash: u64, weight: u64) -> Self {
        Self {
            key,
            value,
            hash,
            weight,
            segment: Segment::Window,
            newer: NONE,
            older: NONE,
        }
    }
}

/// The nodes of a shard.
pub(super) type Nodes<K, V> = Slots<Node<K, V>>;

/// One segment: its newest and oldest node, and what its nodes weigh together.
pub(super) struct Order {
    newest: u32,
    oldest: u32,
    pub(super) weight: u64,
}

impl Order {
    pub(super) const fn new() -> Self {
        Self {
            newest: NONE,
            oldest: NONE,
            weight: 0,
        }
    }

    pub(super) const fn oldest(&self) -> u32 {
        self.oldest
    }

    /// The node used just after `at`.
    pub(super) fn after<K, V>(nodes: &Nodes<K, V>, at: u32) -> u32 {
        nodes.get(at).map_or(NONE, |node| node.newer)
    }

    pub(super) fn push<K, V>(&mut self, nodes: &mut Nodes<K, V>, at: u32) {
        let second = self.newest;
        let Some(node) = nodes.get_mut(at) else {
            return;
        };
        node.newer = NONE;
        node.older = second;
        self.weight += node.weight;
        match nodes.get_mut(second) {
            Some(node) => node.newer = at,
            None => self.oldest = at,
        }
        self.newest = at;
    }

    pub(super) fn unlink<K, V>(&mut self, nodes: &mut Nodes<K, V>, at: u32) {
        let Some(node) = nodes.get(at) else {
            return;
        };
        let (newer, older) = (node.newer, node.older);
        self.weight -= node.weight;
        match nodes.get_mut(newer) {
            Some(node) => node.older = older,
            None => self.newest = older,
        }
        match nodes.get_mut(older) {
            Some(node) => node.newer = newer,
            None => self.oldest = newer,
        }
    }

    pub(super) fn touch<K, V>(&mut self, nodes: &mut Nodes<K, V>, at: u32) {
        if self.newest != at {
            self.unlink(nodes, at);
            self.push(nodes, at);
        }
    }
}
