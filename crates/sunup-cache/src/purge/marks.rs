//! Marks that a purge leaves for the renders that are under way.
//!
//! A render reads its data at some time between its start and its end. When a purge falls between
//! the two, nobody can tell whether the render saw the data from before, and its tags are known at
//! its end only. So a purge is remembered for as long as a render is under way that began before
//! it, and the render asks when it lands. Renders have a deadline, hence the log is short.

use std::collections::{BTreeMap, VecDeque};

use super::{Selector, Strictness};
use crate::entry::Entry;

/// Purges remembered at most. With more, renders from before count as hit by all of them.
const REMEMBERED: usize = 4096;

/// The purges that renders under way have to know.
#[derive(Default)]
pub(crate) struct Marks {
    generation: u64,
    // How many renders are under way by the generation they began in.
    under_way: BTreeMap<u64, usize>,
    log: VecDeque<Mark>,
    // Purges up to this generation were forgotten while a render was under way.
    forgotten: u64,
}

struct Mark {
    generation: u64,
    selector: Selector,
    strictness: Strictness,
}

/// What the purges that fell into a render mean for its result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Overtaken {
    /// It is stored as stale.
    Soft,
    /// It is not stored, and whoever asked in this generation or later waits for another render.
    Strict {
        /// The generation of the first strict purge that fell into it: those who asked after any of
        /// them asked after that one.
        by: u64,
    },
}

impl Marks {
    /// The number of purges so far.
    pub(crate) const fn generation(&self) -> u64 {
        self.generation
    }

    /// A render begins. Returns the generation that it has to come back with.
    pub(crate) fn begin(&mut self) -> u64 {
        *self.under_way.entry(self.generation).or_default() += 1;
        self.generation
    }

    /// A render that began in this generation is over.
    pub(crate) fn end(&mut self, began: u64) {
        if let Some(count) = self.under_way.get_mut(&began) {
            *count -= 1;
            if *count == 0 {
                self.under_way.remove(&began);
            }
        }
        let oldest = self.under_way.keys().next().copied();
        let needed = |mark: &Mark| oldest.is_some_and(|oldest| mark.generation > oldest);
        while self.log.front().is_some_and(|mark| !needed(mark)) {
            self.log.pop_front();
        }
    }

    /// A purge happens. Returns its generation.
    pub(crate) fn purge(&mut self, selector: Selector, strictness: Strictness) -> u64 {
        self.generation += 1;
        if !self.under_way.is_empty() {
            self.log.push_back(Mark {
                generation: self.generation,
                selector,
                strictness,
            });
            if self.log.len() > REMEMBERED
                && let Some(mark) = self.log.pop_front()
            {
                self.forgotten = mark.generation;
            }
        }
        self.generation
    }

    /// What the purges mean that fell into the render of this entry, which began in `began`.
    pub(crate) fn overtaken(&self, began: u64, entry: &Entry) -> Option<Overtaken> {
        if began < self.forgotten {
            return Some(Overtaken::Strict { by: began + 1 });
        }
        let hits = |mark: &&Mark| mark.generation > began && mark.selector.matches(entry);
        let first_of = |strictness| {
            let mut marks = self.log.iter().filter(hits);
            marks.find(|mark| mark.strictness == strictness)
        };
        match first_of(Strictness::Strict) {
            Some(mark) => Some(Overtaken::Strict {
                by: mark.generation,
            }),
            None => first_of(Strictness::Soft).map(|_| Overtaken::Soft),
        }
    }
}
