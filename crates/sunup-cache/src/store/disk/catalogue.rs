//! [`Catalogue`]: where in the file the record of a key is, and how warm it is. In memory, about a
//! hundred bytes a record.
//!
//! Heat is the number of times that a page was served, by this tier or by the one in memory, halved
//! every hour: what was read all day yesterday makes room for what is read now.

use std::{collections::HashMap, sync::Weak};

use foldhash::fast::RandomState;

use super::head::Head;
use crate::entry::{BuildId, Entry};

/// What the heat of a record falls to within a minute: half within an hour.
const MINUTE: f32 = 0.988_514;

/// The file gives room in powers of two of these, in bytes.
const PAGE: u64 = 4096;

/// What a record takes besides its own bytes: its head, and its place in the trees.
const BESIDE: u64 = 512;

/// The record of a key.
pub(super) struct Slot {
    pub(super) number: u64,
    pub(super) length: u32,
    pub(super) gone: u64,
    pub(super) softened: u64,
    pub(super) heat: f32,
    pub(super) build: BuildId,
    /// The entry, while it is in memory: hits there are heat here.
    pub(super) live: Weak<Entry>,
    /// Hits of the entry that are heat already.
    pub(super) counted: u64,
}

/// The records of the file by their keys' hashes.
#[derive(Default)]
pub(super) struct Catalogue {
    slots: HashMap<u64, Slot, RandomState>,
    bytes: u64,
}

impl Slot {
    pub(super) fn of(number: u64, head: &Head) -> Self {
        Self {
            number,
            length: head.length,
            gone: head.gone,
            softened: head.softened,
            heat: head.heat,
            build: head.build.clone(),
            live: Weak::new(),
            counted: 0,
        }
    }

    /// What it takes on disk, in bytes.
    pub(super) fn bytes(&self) -> u64 {
        let pages = (u64::from(self.length) + 64).div_ceil(PAGE);
        pages.next_power_of_two() * PAGE + BESIDE
    }

    /// The entry was read, or written, and may be in memory from now on.
    pub(super) fn lives(&mut self, entry: Weak<Entry>, hits: u64) {
        self.live = entry;
        self.counted = hits;
    }
}

impl Catalogue {
    pub(super) fn get(&mut self, hash: u64) -> Option<&mut Slot> {
        self.slots.get_mut(&hash)
    }

    /// Puts a record in the place of the one before it, whose number is returned.
    pub(super) fn insert(&mut self, hash: u64, slot: Slot) -> Option<u64> {
        self.bytes += slot.bytes();
        let former = self.slots.insert(hash, slot)?;
        self.bytes -= former.bytes();
        Some(former.number)
    }

    /// Takes a record out, if it still is the one of its key.
    pub(super) fn remove(&mut self, hash: u64, number: u64) -> bool {
        match self.slots.get(&hash) {
            Some(slot) if slot.number == number => {
                self.bytes -= slot.bytes();
                self.slots.remove(&hash);
                true
            }
            _ => false,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.slots.len()
    }

    /// What all of it takes on disk, in bytes.
    pub(super) fn bytes(&self) -> u64 {
        self.bytes
    }

    /// The coldest records, as many as take so many bytes.
    pub(super) fn coldest(&self, bytes: u64) -> Vec<(u64, u64)> {
        let mut all: Vec<_> = self.slots.iter().collect();
        all.sort_unstable_by(|(_, one), (_, other)| {
            let heat = one.heat.total_cmp(&other.heat);
            heat.then(one.number.cmp(&other.number))
        });
        let mut freed = 0;
        all.into_iter()
            .take_while(|(_, slot)| {
                let more = freed < bytes;
                freed += slot.bytes();
                more
            })
            .map(|(hash, slot)| (*hash, slot.number))
            .collect()
    }

    /// The records that a rule hits.
    pub(super) fn which(&self, rule: impl Fn(&Slot) -> bool) -> Vec<(u64, u64)> {
        let hit = self.slots.iter().filter(|(_, slot)| rule(slot));
        hit.map(|(hash, slot)| (*hash, slot.number)).collect()
    }

    /// A minute has passed.
    pub(super) fn age(&mut self) {
        for slot in self.slots.values_mut() {
            slot.heat *= MINUTE;
        }
    }

    /// What was served from memory meanwhile is warm.
    pub(super) fn warm(&mut self) {
        for slot in self.slots.values_mut() {
            match slot.live.upgrade() {
                Some(entry) => {
                    let hits = entry.hits();
                    slot.heat += hits.saturating_sub(slot.counted) as f32;
                    slot.counted = hits;
                }
                // The allocation of an entry goes with the last who knows of it.
                None => slot.live = Weak::new(),
            }
        }
    }

    /// The heat of each record, by its number.
    pub(super) fn heats(&self) -> impl Iterator<Item = (u64, f32)> {
        self.slots.values().map(|slot| (slot.number, slot.heat))
    }

    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slot(number: u64, heat: f32) -> Slot {
        Slot {
            number,
            length: 10_000,
            gone: u64::MAX,
            softened: 0,
            heat,
            build: BuildId::new("b"),
            live: Weak::new(),
            counted: 0,
        }
    }

    #[test]
    fn the_coldest_go_first_and_of_equals_the_oldest() {
        let mut catalogue = Catalogue::default();
        for (number, heat) in [(1, 3.0), (2, 0.5), (3, 1.0), (4, 0.5)] {
            catalogue.insert(number * 10, slot(number, heat));
        }
        let one = slot(0, 0.0).bytes();
        assert_eq!(catalogue.bytes(), 4 * one);
        assert_eq!(catalogue.coldest(one + 1), [(20, 2), (40, 4)]);
        for _ in 0..60 {
            catalogue.age();
        }
        let heat = catalogue.get(10).map(|slot| slot.heat);
        assert!(heat.is_some_and(|heat| (1.45..1.55).contains(&heat)));
    }

    #[test]
    fn a_record_leaves_only_under_its_own_number() {
        let mut catalogue = Catalogue::default();
        assert_eq!(catalogue.insert(1, slot(5, 0.0)), None);
        assert_eq!(catalogue.insert(1, slot(6, 0.0)), Some(5));
        assert!(!catalogue.remove(1, 5));
        assert!(catalogue.remove(1, 6));
        assert_eq!((catalogue.len(), catalogue.bytes()), (0, 0));
    }
}
