//! Which entries a purge hits, found without looking at any other: an inverted index.
//!
//! Every entry in the memory tier stands in it exactly once, under its tags, its path and its
//! route, and leaves it together with the tier: the tier changes both under one lock. What is left
//! over of a tag whose last entry went is nothing.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    ops::Bound,
    sync::Arc,
};

use foldhash::fast::RandomState;

use crate::{entry::Entry, purge::Selector};

type Serials = HashSet<u64, RandomState>;
type ByName = HashMap<Arc<str>, Serials, RandomState>;

/// The entries of the memory tier by what purges name.
#[derive(Default)]
pub(super) struct Index {
    entries: HashMap<u64, Arc<Entry>, RandomState>,
    tags: ByName,
    routes: ByName,
    // Sorted, so that a prefix is a range.
    paths: BTreeMap<Arc<str>, Serials>,
}

impl Index {
    pub(super) fn add(&mut self, entry: &Arc<Entry>) {
        let serial = entry.serial();
        self.entries.insert(serial, Arc::clone(entry));
        for tag in entry.tags() {
            let serials = self.tags.entry(Arc::clone(tag)).or_default();
            serials.insert(serial);
        }
        let route = self.routes.entry(Arc::clone(entry.route())).or_default();
        route.insert(serial);
        match self.paths.get_mut(entry.path()) {
            Some(serials) => serials.insert(serial),
            None => {
                let serials = self.paths.entry(Arc::from(entry.path())).or_default();
                serials.insert(serial)
            }
        };
    }

    pub(super) fn remove(&mut self, entry: &Entry) {
        let serial = entry.serial();
        if self.entries.remove(&serial).is_none() {
            return;
        }
        for tag in entry.tags() {
            leave(&mut self.tags, tag, serial);
        }
        leave(&mut self.routes, entry.route(), serial);
        if let Some(serials) = self.paths.get_mut(entry.path()) {
            serials.remove(&serial);
            if serials.is_empty() {
                self.paths.remove(entry.path());
            }
        }
    }

    /// The entries that a purge hits.
    pub(super) fn hits(&self, selector: &Selector) -> Vec<Arc<Entry>> {
        match selector {
            Selector::Tag(tag) => self.all_of(self.tags.get(&**tag)),
            Selector::Route(route) => self.all_of(self.routes.get(&**route)),
            Selector::Path(path) => self.all_of(self.paths.get(&**path)),
            Selector::Prefix(prefix) => {
                let from = (Bound::Included(&**prefix), Bound::Unbounded);
                let range = self.paths.range::<str, _>(from);
                range
                    .take_while(|(path, _)| path.starts_with(&**prefix))
                    .filter(|(path, _)| selector.matches_path(path))
                    .flat_map(|(_, serials)| self.all_of(Some(serials)))
                    .collect()
            }
            Selector::All => self.entries.values().cloned().collect(),
        }
    }

    /// The entries of one path: its variants by query, locale, theme and `Vary`.
    pub(super) fn of_path(&self, path: &str) -> Vec<Arc<Entry>> {
        self.all_of(self.paths.get(path))
    }

    /// How many entries one path has.
    pub(super) fn count_of_path(&self, path: &str) -> usize {
        self.paths.get(path).map_or(0, HashSet::len)
    }

    /// Every entry, in no order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Arc<Entry>> {
        self.entries.values()
    }

    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    /// How many names the index holds.
    pub(super) fn names(&self) -> usize {
        self.tags.len() + self.routes.len() + self.paths.len()
    }

    fn all_of(&self, serials: Option<&Serials>) -> Vec<Arc<Entry>> {
        let serials = serials.into_iter().flatten();
        serials
            .filter_map(|serial| self.entries.get(serial).cloned())
            .collect()
    }
}

fn leave(names: &mut ByName, name: &Arc<str>, serial: u64) {
    if let Some(serials) = names.get_mut(name) {
        serials.remove(&serial);
        if serials.is_empty() {
            names.remove(name);
        }
    }
}
