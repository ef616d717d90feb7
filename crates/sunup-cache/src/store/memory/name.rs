//! The names of the index, each with its members.

use std::{hash::BuildHasher, sync::Arc};

use foldhash::quality::RandomState;
use hashbrown::HashTable;

use super::slots::Slots;

/// What a name is the name of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Tag,
    Route,
    Path,
    /// A path above that of its members.
    Below,
}

/// One membership, seen from the name: the entry's record, and which of its names this is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Member {
    pub(super) record: u32,
    pub(super) which: u32,
}

struct Name {
    kind: Kind,
    text: Arc<str>,
    hash: u64,
    members: Vec<Member>,
}

/// Names by kind and text.
#[derive(Default)]
pub(super) struct Names {
    places: HashTable<u32>,
    names: Slots<Name>,
    hasher: RandomState,
}

impl Names {
    /// Adds a member to a name. Returns the name's number and the member's position.
    pub(super) fn join(&mut self, kind: Kind, text: &str, record: u32, which: u32) -> (u32, u32) {
        let hash = self.hasher.hash_one((kind, text));
        let at = match self.find(hash, kind, text) {
            Some(at) => at,
            None => self.add(hash, kind, text),
        };
        let position = self.names.get_mut(at).map_or(0, |name| {
            name.members.push(Member { record, which });
            name.members.len() - 1
        });
        (at, position as u32)
    }

    /// Takes a member out. Returns the one that has its position now.
    pub(super) fn leave(&mut self, at: u32, position: u32) -> Option<Member> {
        let name = self.names.get_mut(at)?;
        let position = position as usize;
        if position < name.members.len() {
            name.members.swap_remove(position);
        }
        if !name.members.is_empty() {
            // What a purge emptied does not keep the room that it once needed.
            if name.members.len() * 4 < name.members.capacity() {
                name.members.shrink_to(name.members.len() * 2);
            }
            return name.members.get(position).copied();
        }
        let hash = name.hash;
        if let Ok(place) = self.places.find_entry(hash, |other| *other == at) {
            place.remove();
        }
        self.names.take(at);
        None
    }

    /// The members of a name.
    pub(super) fn members(&self, kind: Kind, text: &str) -> &[Member] {
        let hash = self.hasher.hash_one((kind, text));
        let name = self
            .find(hash, kind, text)
            .and_then(|at| self.names.get(at));
        name.map_or(&[], |name| &name.members)
    }

    pub(super) fn len(&self) -> usize {
        self.names.len()
    }

    fn find(&self, hash: u64, kind: Kind, text: &str) -> Option<u32> {
        let same = |at: &u32| {
            let name = self.names.get(*at);
            name.is_some_and(|name| name.kind == kind && *name.text == *text)
        };
        self.places.find(hash, same).copied()
    }

    fn add(&mut self, hash: u64, kind: Kind, text: &str) -> u32 {
        let at = self.names.add(Name {
            kind,
            text: text.into(),
            hash,
            members: Vec::with_capacity(1),
        });
        let names = &self.names;
        self.places
            .insert_unique(hash, at, |at| names.get(*at).map_or(0, |name| name.hash));
        at
    }
}
