//! [`Names`]: the texts of keys that may be predicted, by a part of their hashes.

use std::{
    collections::{HashMap, hash_map::Entry},
    sync::Arc,
};

use foldhash::fast::FixedState;

/// Longer keys are not predicted: the table is to stay small.
pub(super) const LONGEST: usize = 120;

/// What a name takes beside its text, in bytes: its place in the table, and what an allocation
/// takes.
const BESIDE: usize = 64;

/// Texts of keys, as many as there is room for.
pub(super) struct Names {
    texts: HashMap<u32, Arc<str>, FixedState>,
    most: usize,
}

impl Names {
    pub(super) fn new(most: usize) -> Self {
        Self {
            texts: HashMap::with_hasher(FixedState::with_seed(0)),
            most,
        }
    }

    /// Remembers a text, if there is room.
    pub(super) fn put(&mut self, hash: u32, text: &str) {
        if self.texts.len() >= self.most || text.len() > LONGEST {
            return;
        }
        if let Entry::Vacant(place) = self.texts.entry(hash) {
            place.insert(text.into());
        }
    }

    pub(super) fn get(&self, hash: u32) -> Option<Arc<str>> {
        self.texts.get(&hash).cloned()
    }

    /// Whether it is time to [make room](Self::keep).
    pub(super) fn is_full(&self) -> bool {
        self.texts.len() >= self.most
    }

    /// Keeps those that are counted most, three quarters of what there is room for.
    pub(super) fn keep(&mut self, counts: &HashMap<u32, u16>) {
        self.texts.retain(|hash, _| counts.contains_key(hash));
        let room = self.most / 4 * 3;
        if self.texts.len() <= room {
            return;
        }
        let count = |hash: &u32| counts.get(hash).copied().unwrap_or(0);
        let mut all: Vec<(u16, u32)> = self.texts.keys().map(|it| (count(it), *it)).collect();
        let less = all.len() - room;
        all.sort_unstable();
        for (_, hash) in all.into_iter().take(less) {
            self.texts.remove(&hash);
        }
    }

    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        self.texts.values().map(|text| &**text)
    }

    /// What it takes in memory, in bytes, about.
    pub(super) fn size(&self) -> usize {
        let texts: usize = self.texts.values().map(|text| text.len() + BESIDE).sum();
        texts + self.texts.capacity() * size_of::<(u32, Arc<str>)>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_table_keeps_what_is_counted_most() {
        let mut names = Names::new(8);
        for hash in 0..20 {
            names.put(hash, &format!("/{hash}"));
        }
        assert!(names.is_full());
        let counts = (0..8).map(|hash| (hash, hash as u16)).collect();
        names.keep(&counts);
        let mut left: Vec<_> = names.texts().collect();
        left.sort_unstable();
        assert_eq!(left, ["/2", "/3", "/4", "/5", "/6", "/7"]);
        names.put(9, &"/".repeat(LONGEST + 1));
        assert_eq!(names.get(9), None);
    }
}
