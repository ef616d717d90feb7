//! Which purges the entries of the file have not heard of yet.
//!
//! A purge touches no page of the file. It gets a number from the same counter as everything that
//! is put, and is remembered by what it names; whatever is read and has a lower number is asked
//! whether a purge hit it. That makes a purge as quick as writing down one line ([`Log`]), and
//! leaves no moment in which an entry is still there for some and gone for others. What was hit is
//! taken out later, in one go, and then the purges before that are forgotten.
//!
//! [`Log`]: super::log::Log

use std::{collections::HashMap, sync::Arc};

use crate::{
    control::Tag,
    entry::Entry,
    purge::{Selector, Strictness},
};

/// A purge as it is written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Record {
    /// Its number: it hits what has a lower one.
    pub(super) number: u64,
    /// When it happened, in milliseconds of the file.
    pub(super) at: u64,
    pub(super) selector: Selector,
    pub(super) strictness: Strictness,
}

impl Record {
    /// Whether nothing is left after it.
    pub(super) fn is_of_everything(&self) -> bool {
        self.selector == Selector::All && self.strictness == Strictness::Strict
    }
}

/// What the purges mean for an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// A strict one hit it.
    Gone,
    /// It is stale since then, in milliseconds of the file.
    Stale(u64),
}

/// What of an entry purges name.
#[derive(Clone, Copy)]
pub(super) struct Subject<'a> {
    pub(super) path: &'a str,
    pub(super) route: &'a str,
    pub(super) tags: &'a [Tag],
}

impl<'a> From<&'a Entry> for Subject<'a> {
    fn from(entry: &'a Entry) -> Self {
        Self {
            path: entry.path(),
            route: entry.route(),
            tags: entry.tags(),
        }
    }
}

/// The purges that are remembered.
#[derive(Clone, Default)]
pub(super) struct Purges {
    records: Vec<Record>,
    tags: HashMap<Arc<str>, Hits>,
    paths: HashMap<Arc<str>, Hits>,
    routes: HashMap<Arc<str>, Hits>,
    /// Prefixes, and everything: these are looked through.
    wide: Vec<(Selector, Hits)>,
}

/// The purges of one name.
#[derive(Clone, Default)]
struct Hits {
    /// The number of the last strict one.
    strict: u64,
    /// Numbers and times of the soft ones, in order.
    soft: Vec<(u64, u64)>,
}

impl Purges {
    pub(super) fn add(&mut self, record: Record) {
        let hits = match &record.selector {
            Selector::Tag(tag) => self.tags.entry(Arc::clone(tag)).or_default(),
            Selector::Path(path) => self.paths.entry(Arc::clone(path)).or_default(),
            Selector::Route(route) => self.routes.entry(Arc::clone(route)).or_default(),
            wide @ (Selector::Prefix(_) | Selector::All) => {
                let known = self.wide.iter().position(|(other, _)| other == wide);
                let at = known.unwrap_or_else(|| {
                    self.wide.push((wide.clone(), Hits::default()));
                    self.wide.len() - 1
                });
                &mut self.wide[at].1
            }
        };
        match record.strictness {
            Strictness::Strict => hits.strict = hits.strict.max(record.number),
            Strictness::Soft => hits.soft.push((record.number, record.at)),
        }
        self.records.push(record);
    }

    /// What they mean for an entry of this number.
    pub(super) fn verdict(&self, number: u64, subject: Subject<'_>) -> Option<Verdict> {
        if self.records.is_empty() {
            return None;
        }
        let tags = subject.tags.iter().filter_map(|tag| self.tags.get(tag));
        let own = [self.paths.get(subject.path), self.routes.get(subject.route)];
        let wide = self.wide.iter();
        let wide = wide.filter(|(selector, _)| selector.matches_path(subject.path));
        let all = tags
            .chain(own.into_iter().flatten())
            .chain(wide.map(|(_, hits)| hits));
        let mut stale: Option<u64> = None;
        for hits in all {
            if hits.strict > number {
                return Some(Verdict::Gone);
            }
            let first = hits.soft.partition_point(|(soft, _)| *soft <= number);
            if let Some((_, at)) = hits.soft.get(first) {
                stale = Some(stale.map_or(*at, |other| other.min(*at)));
            }
        }
        stale.map(Verdict::Stale)
    }

    /// Forgets those below a number, once nothing of before is left that they could hit.
    pub(super) fn forget(&mut self, below: u64) {
        let records = std::mem::take(&mut self.records);
        *self = Self::default();
        for record in records {
            if record.number >= below {
                self.add(record);
            }
        }
    }

    pub(super) fn records(&self) -> &[Record] {
        &self.records
    }

    pub(super) fn len(&self) -> usize {
        self.records.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn purge(number: u64, selector: Selector, strictness: Strictness) -> Record {
        Record {
            number,
            at: number * 1_000,
            selector,
            strictness,
        }
    }

    fn of(purges: &Purges, number: u64) -> Option<Verdict> {
        let tags = [Tag::from("a"), Tag::from("b")];
        purges.verdict(
            number,
            Subject {
                path: "/tag/x",
                route: "/tag/{name}",
                tags: &tags,
            },
        )
    }

    #[test]
    fn a_purge_hits_what_was_put_before_it_by_any_of_its_names() {
        for selector in [
            Selector::tag("b"),
            Selector::path("/tag/x"),
            Selector::prefix("/tag"),
            Selector::route("/tag/{name}"),
            Selector::All,
        ] {
            let mut purges = Purges::default();
            purges.add(purge(5, selector.clone(), Strictness::Strict));
            assert_eq!(of(&purges, 4), Some(Verdict::Gone), "{selector}");
            assert_eq!(of(&purges, 6), None, "{selector}");
        }
        let mut purges = Purges::default();
        purges.add(purge(5, Selector::tag("c"), Strictness::Strict));
        purges.add(purge(6, Selector::prefix("/ta"), Strictness::Strict));
        assert_eq!(of(&purges, 1), None);
    }

    #[test]
    fn the_first_soft_purge_after_an_entry_says_since_when_it_is_stale() {
        let mut purges = Purges::default();
        for number in [3, 7, 9] {
            purges.add(purge(number, Selector::tag("a"), Strictness::Soft));
        }
        assert_eq!(of(&purges, 4), Some(Verdict::Stale(7_000)));
        purges.add(purge(8, Selector::path("/tag/x"), Strictness::Strict));
        assert_eq!(of(&purges, 4), Some(Verdict::Gone));
        assert_eq!(of(&purges, 8), Some(Verdict::Stale(9_000)));
        purges.forget(9);
        assert_eq!(
            (of(&purges, 4), purges.len()),
            (Some(Verdict::Stale(9_000)), 1)
        );
    }
}
