//! [`Catalogue`]: where in the file the record of a key is, and how warm it is. In memory, about a
//! hundred bytes a record.
//!
//! A key has a record of each build that rendered it, as long as its pages may be served, so that a
//! rollback finds what it left. One that a later build has replaced is read only where nothing newer
//! is left, and the first to make room.
//!
//! Heat is the number of times that a page was served, by this tier or by the one in memory, halved
//! every hour: what was read all day yesterday makes room for what is read now.

use std::{collections::HashMap, sync::Weak};

use foldhash::fast::RandomState;

use super::slot::{Slot, Standing};

/// What the heat of a record falls to within a minute: half within an hour.
const MINUTE: f32 = 0.988_514;

/// The records of the file by their [places](super::places).
#[derive(Default)]
pub(super) struct Catalogue {
    slots: HashMap<u64, Slot, RandomState>,
    bytes: u64,
    earlier: usize,
}

impl Catalogue {
    pub(super) fn get(&mut self, hash: u64) -> Option<&mut Slot> {
        self.slots.get_mut(&hash)
    }

    /// Puts a record in the place of the one before it, whose number is returned.
    pub(super) fn insert(&mut self, hash: u64, slot: Slot) -> Option<u64> {
        self.bytes += slot.bytes();
        self.earlier += slot.is_earlier();
        let former = self.slots.insert(hash, slot)?;
        self.bytes -= former.bytes();
        self.earlier -= former.is_earlier();
        Some(former.number)
    }

    /// Takes a record out, if it still is the one of its key.
    pub(super) fn remove(&mut self, hash: u64, number: u64) -> bool {
        match self.slots.get(&hash) {
            Some(slot) if slot.number == number => {
                self.bytes -= slot.bytes();
                self.earlier -= slot.is_earlier();
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

    /// How many records of earlier builds are the newest of their keys.
    pub(super) const fn earlier(&self) -> usize {
        self.earlier
    }

    /// There is a newer record of this key.
    pub(super) fn supersede(&mut self, at: u64) {
        if let Some(slot) = self.slots.get_mut(&at) {
            self.earlier -= slot.is_earlier();
            slot.standing = Standing::Superseded;
        }
    }

    /// Supersedes all records of which there is a newer one, or one of the build that renders.
    /// `masks` are those of the other builds.
    pub(super) fn supersede_older(&mut self, masks: &[u64]) {
        let older = self.slots.iter().filter(|(_, slot)| {
            slot.standing == Standing::Earlier
                && (self.slots.contains_key(&slot.key)
                    || masks.iter().any(|mask| {
                        let other = self.slots.get(&(slot.key ^ mask));
                        other.is_some_and(|other| other.number > slot.number)
                    }))
        });
        let older: Vec<u64> = older.map(|(at, _)| *at).collect();
        for at in older {
            self.supersede(at);
        }
    }

    /// Places and numbers of what is to be rendered anew, so many at most, the hottest last.
    pub(super) fn hottest_earlier(&self, most: usize) -> Vec<(u64, u64)> {
        let all = self.slots.iter();
        let mut all: Vec<_> = all.filter(|(_, slot)| slot.is_earlier() == 1).collect();
        all.sort_unstable_by(|(_, one), (_, other)| {
            let heat = one.heat.total_cmp(&other.heat);
            heat.then(one.number.cmp(&other.number))
        });
        let colder = all.len().saturating_sub(most);
        let hottest = all.into_iter().skip(colder);
        hottest.map(|(at, slot)| (*at, slot.number)).collect()
    }

    /// The coldest records, as many as take so many bytes.
    pub(super) fn coldest(&self, bytes: u64) -> Vec<(u64, u64)> {
        let mut all: Vec<_> = self.slots.iter().collect();
        all.sort_unstable_by(|(_, one), (_, other)| {
            let replaced = |slot: &Slot| slot.standing != Standing::Superseded;
            let first = replaced(one).cmp(&replaced(other));
            let heat = one.heat.total_cmp(&other.heat);
            first.then(heat).then(one.number.cmp(&other.number))
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
    use super::{
        super::places::{mask, place},
        *,
    };
    use crate::entry::BuildId;

    fn slot(number: u64, heat: f32) -> Slot {
        Slot {
            key: number * 10,
            standing: Standing::Own,
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
    fn what_was_replaced_goes_first_and_is_not_to_be_rendered() {
        let mut catalogue = Catalogue::default();
        let (own, other) = (BuildId::new("own"), BuildId::new("other"));
        for (number, heat, build) in [(1, 9.0, &other), (2, 1.0, &own), (3, 5.0, &other)] {
            let key = if number == 3 { 70 } else { 60 };
            let standing = match build == &own {
                true => Standing::Own,
                false => Standing::Earlier,
            };
            let slot = Slot {
                key,
                standing,
                ..slot(number, heat)
            };
            catalogue.insert(place(key, build, &own), slot);
        }
        assert_eq!(catalogue.earlier(), 2);
        catalogue.supersede_older(&[mask(&other)]);
        let of_other = place(60, &other, &own);
        assert_eq!(catalogue.coldest(1), [(of_other, 1)]);
        let left = place(70, &other, &own);
        assert_eq!(catalogue.hottest_earlier(9), [(left, 3)]);
        assert!(catalogue.remove(left, 3));
        assert_eq!((catalogue.earlier(), catalogue.len()), (0, 2));
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
