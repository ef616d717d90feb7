//! Which entries a purge hits, found without looking at any other: an inverted index.
//!
//! Every entry in the memory tier stands in it exactly once, under its tags, its route, its path
//! and the paths above that, and leaves it together with the tier: the tier changes both under one
//! lock. Of a name whose last entry went nothing is left.
//!
//! An entry knows its place among the members of each of its names, so that leaving costs no
//! search however many members there are.

use std::sync::Arc;

use super::{
    name::{Kind, Names},
    slots::Slots,
};
use crate::{entry::Entry, purge::Selector};

/// Paths above an entry's own that it stands under. A purge of a deeper prefix looks through the
/// entries of the eighth.
const DEPTH: usize = 8;

/// The entries of the memory tier by what purges name.
#[derive(Default)]
pub(super) struct Index {
    records: Slots<Record>,
    names: Names,
}

struct Record {
    entry: Arc<Entry>,
    places: Vec<Place>,
}

/// One membership, seen from the entry.
struct Place {
    name: u32,
    position: u32,
}

impl Index {
    pub(super) fn add(&mut self, entry: &Arc<Entry>) {
        let record = self.records.add(Record {
            entry: Arc::clone(entry),
            places: Vec::with_capacity(entry.tags().len() + 3),
        });
        entry.set_place(record);
        for tag in entry.tags() {
            self.join(record, Kind::Tag, tag);
        }
        self.join(record, Kind::Route, entry.route());
        self.join(record, Kind::Path, entry.path());
        for above in above(entry.path()) {
            self.join(record, Kind::Below, above);
        }
    }

    pub(super) fn remove(&mut self, entry: &Entry) {
        let at = entry.place();
        let stands = |record: &Record| record.entry.serial() == entry.serial();
        if !self.records.get(at).is_some_and(stands) {
            return;
        }
        let Some(record) = self.records.take(at) else {
            return;
        };
        for Place { name, position } in record.places {
            // The last member takes the place that became free.
            let Some(moved) = self.names.leave(name, position) else {
                continue;
            };
            let moved_record = self.records.get_mut(moved.record);
            if let Some(place) = moved_record.and_then(|it| it.places.get_mut(moved.which as usize))
            {
                place.position = position;
            }
        }
    }

    /// The entries that a purge hits.
    pub(super) fn hits(&self, selector: &Selector) -> Vec<Arc<Entry>> {
        match selector {
            Selector::Tag(tag) => self.of(Kind::Tag, tag),
            Selector::Route(route) => self.of(Kind::Route, route),
            Selector::Path(path) => self.of(Kind::Path, path),
            Selector::All => self.iter().cloned().collect(),
            Selector::Prefix(prefix) => self.below(prefix, selector),
        }
    }

    /// The entries of one path: its variants by query, locale, theme and `Vary`.
    pub(super) fn of_path(&self, path: &str) -> Vec<Arc<Entry>> {
        self.of(Kind::Path, path)
    }

    /// How many entries one path has.
    pub(super) fn count_of_path(&self, path: &str) -> usize {
        self.names.members(Kind::Path, path).len()
    }

    /// Every entry, in no order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Arc<Entry>> {
        self.records.iter().map(|record| &record.entry)
    }

    pub(super) fn len(&self) -> usize {
        self.records.len()
    }

    /// How many names the index holds.
    pub(super) fn names(&self) -> usize {
        self.names.len()
    }

    fn join(&mut self, record: u32, kind: Kind, text: &str) {
        let Some(joining) = self.records.get_mut(record) else {
            return;
        };
        let which = joining.places.len() as u32;
        let (name, position) = self.names.join(kind, text, record, which);
        joining.places.push(Place { name, position });
    }

    fn below(&self, prefix: &str, selector: &Selector) -> Vec<Arc<Entry>> {
        let folder = prefix.trim_end_matches('/');
        if folder.is_empty() {
            return self.iter().cloned().collect();
        }
        let indexed = above(folder).nth(DEPTH - 1).unwrap_or(folder);
        let mut hits = self.of(Kind::Below, indexed);
        hits.extend(self.of(Kind::Path, folder));
        // `/tag/` is below `/tag` but does not hit it.
        hits.extend(self.of(Kind::Path, &format!("{folder}/")));
        hits.retain(|entry| selector.matches_path(entry.path()));
        hits.sort_unstable_by_key(|entry| entry.serial());
        hits.dedup_by_key(|entry| entry.serial());
        hits
    }

    fn of(&self, kind: Kind, text: &str) -> Vec<Arc<Entry>> {
        let members = self.names.members(kind, text).iter();
        members
            .filter_map(|member| Some(Arc::clone(&self.records.get(member.record)?.entry)))
            .collect()
    }
}

/// The paths above one, shortest first: `/a` and `/a/b` for `/a/b/c`. All are below `/`, which is
/// therefore not named.
fn above(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/')
        .skip(1)
        .map(|(at, _)| &path[..at])
        .take(DEPTH)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_stands_below_those_above_it() {
        let all = |path| above(path).collect::<Vec<_>>();
        assert_eq!(all("/a/b/c"), ["/a", "/a/b"]);
        assert_eq!(all("/a/"), ["/a"]);
        assert!(all("/a").is_empty() && all("/").is_empty());
        assert_eq!(all("/1/2/3/4/5/6/7/8/9/10").len(), DEPTH);
    }
}
