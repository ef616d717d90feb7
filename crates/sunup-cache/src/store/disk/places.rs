//! Where the records of a key are, of which there may be one of each build.

use std::cmp::Reverse;

use xxhash_rust::xxh3::xxh3_64;

use super::inner::State;
use crate::entry::BuildId;

/// Where the record of a key with this hash is that `build` rendered: under the hash itself for the
/// one that renders.
pub(super) fn place(key: u64, build: &BuildId, own: &BuildId) -> u64 {
    match build == own {
        true => key,
        false => key ^ mask(build),
    }
}

/// What sets the places of a build's records apart from those of others.
pub(super) fn mask(build: &BuildId) -> u64 {
    xxh3_64(build.as_str().as_bytes())
}

/// What there is of earlier builds.
#[derive(Default)]
pub(super) struct Builds {
    /// Their [masks](mask).
    pub(super) masks: Vec<u64>,
    /// How many pages of theirs there were when the file was opened.
    pub(super) found: u64,
    /// Places and numbers of those that were not handed out yet, the hottest last.
    pub(super) waiting: Vec<(u64, u64)>,
}

impl State {
    /// The places of a key's records: of the build that renders, and of earlier ones, the newest
    /// first.
    pub(super) fn places(&mut self, key: u64) -> Vec<u64> {
        let mut found = Vec::new();
        for mask in &self.builds.masks {
            let at = key ^ mask;
            found.extend(self.catalogue.get(at).map(|slot| (slot.number, at)));
        }
        found.sort_unstable_by_key(|(number, _)| Reverse(*number));
        let own = self.catalogue.get(key).map(|_| key);
        own.into_iter()
            .chain(found.into_iter().map(|(_, at)| at))
            .collect()
    }

    /// What stands in a place is not to be found any more.
    pub(super) fn forget(&mut self, at: u64, number: u64) -> bool {
        let was_there = self.catalogue.remove(at, number);
        if was_there {
            self.varies.remove(&at);
            self.gone.push(number);
        }
        was_there
    }

    /// The number of the record that another takes the place of, and the heat that it inherits, also
    /// from those of earlier builds.
    pub(super) fn former(&mut self, key: u64) -> (Option<u64>, f32) {
        let own = self.catalogue.get(key).map(|slot| slot.number);
        let mut heat = 1.0_f32;
        for at in self.places(key) {
            heat = heat.max(self.catalogue.get(at).map_or(0.0, |slot| slot.heat));
        }
        (own, heat)
    }

    /// What earlier builds rendered of a key stays for a rollback to them.
    pub(super) fn supersede(&mut self, key: u64) {
        for mask in &self.builds.masks {
            self.catalogue.supersede(key ^ mask);
        }
    }
}
