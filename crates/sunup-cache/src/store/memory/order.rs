//! The order of use within a segment: a doubly linked list through a vector of nodes.

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

/// The nodes of a shard; places of removed ones are used again.
pub(super) struct Nodes<K, V> {
    slots: Vec<Option<Node<K, V>>>,
    free: Vec<u32>,
}

impl<K, V> Nodes<K, V> {
    pub(super) fn new() -> Self {
        Self {
            slots: Vec::new(),
            free: Vec::new(),
        }
    }

    pub(super) fn add(&mut self, node: Node<K, V>) -> u32 {
        match self.free.pop() {
            Some(at) => {
                self.slots[at as usize] = Some(node);
                at
            }
            None => {
                self.slots.push(Some(node));
                (self.slots.len() - 1) as u32
            }
        }
    }

    pub(super) fn take(&mut self, at: u32) -> Option<Node<K, V>> {
        let node = self.slots.get_mut(at as usize)?.take()?;
        self.free.push(at);
        Some(node)
    }

    pub(super) fn get(&self, at: u32) -> Option<&Node<K, V>> {
        self.slots.get(at as usize)?.as_ref()
    }

    pub(super) fn get_mut(&mut self, at: u32) -> Option<&mut Node<K, V>> {
        self.slots.get_mut(at as usize)?.as_mut()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Node<K, V>> {
        self.slots.iter().flatten()
    }

    pub(super) fn into_entries(self) -> impl Iterator<Item = (K, V)> {
        let nodes = self.slots.into_iter().flatten();
        nodes.map(|node| (node.key, node.value))
    }

    pub(super) fn len(&self) -> usize {
        self.slots.len() - self.free.len()
    }

    /// The bytes of the vectors themselves.
    pub(super) fn bytes(&self) -> usize {
        self.slots.capacity() * size_of::<Option<Node<K, V>>>() + self.free.capacity() * 4
    }
}

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
