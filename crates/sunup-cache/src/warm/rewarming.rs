//! [`Rewarming`]: how far pages are rendered anew after a deployment, and whether they are the same.

use std::{
    collections::VecDeque,
    sync::{
        Arc, Mutex, OnceLock, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use metrics::{Counter, counter, describe_counter, describe_gauge, gauge};
use serde::Serialize;

use super::{same::is_same, warming::Warming};
use crate::{
    cache::Shared,
    entry::Entry,
    store::{EarlierBuilds, Store},
};

/// Pages of which a report says that they changed.
const NAMED: usize = 20;

const COMPARED: &str = "sunup_cache_rewarm_compared_total";
const FOUND: &str = "sunup_cache_rewarm_found";
const LEFT: &str = "sunup_cache_rewarm_left";

/// How far pages of earlier builds are rendered anew, by a warmer or behind visitors.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Rewarming {
    /// Pages of earlier builds that were there when this process began.
    pub total: u64,
    /// Of these, those that were rendered anew, or are not there any more.
    pub done: u64,
    /// Of these, those that are as they were.
    pub left: u64,
    /// Renders that gave the same page but for the addresses of its build.
    pub same: u64,
    /// Renders that gave another page.
    pub changed: u64,
    /// Whether a warmer goes on with what is left. If not, that is left to visitors.
    pub under_way: bool,
}

/// What comparing pages came to.
#[derive(Default)]
pub(super) struct Compared {
    same: AtomicU64,
    changed: AtomicU64,
    /// The last ones that changed.
    pages: Mutex<VecDeque<String>>,
    exported: OnceLock<[Counter; 2]>,
}

impl Compared {
    fn add(&self, entry: &Entry, same: bool) {
        let [of_same, of_changed] = self.exported.get_or_init(|| {
            describe_counter!(
                COMPARED,
                "Pages rendered anew after a deployment by whether they are the same."
            );
            ["same", "changed"].map(|result| counter!(COMPARED, "result" => result))
        });
        if same {
            self.same.fetch_add(1, Ordering::Relaxed);
            return of_same.increment(1);
        }
        self.changed.fetch_add(1, Ordering::Relaxed);
        of_changed.increment(1);
        tracing::debug!(key = %entry.key(), "a page is another after the deployment");
        let mut pages = self.pages.lock().unwrap_or_else(PoisonError::into_inner);
        pages.truncate(NAMED - 1);
        pages.push_front(entry.key().to_string());
    }

    /// The last pages that changed, the last one first.
    pub(super) fn pages(&self) -> Vec<String> {
        let pages = self.pages.lock().unwrap_or_else(PoisonError::into_inner);
        pages.iter().cloned().collect()
    }
}

impl Warming {
    fn rewarming(&self, there: EarlierBuilds) -> Rewarming {
        let compared = self.compared();
        Rewarming {
            total: there.total,
            done: there.total.saturating_sub(there.left),
            left: there.left,
            same: compared.same.load(Ordering::Relaxed),
            changed: compared.changed.load(Ordering::Relaxed),
            under_way: there.left > 0 && self.warmer().is_some_and(|it| it.is_rewarming()),
        }
    }
}

impl Shared {
    /// How far the pages of earlier builds are, where there were any.
    pub(crate) fn rewarming(&self) -> Option<Rewarming> {
        let there = self.below.iter().find_map(|store| store.earlier_builds())?;
        (there.total > 0).then(|| self.warming.rewarming(there))
    }

    /// A render took the place of `former`, which may be of an earlier build.
    pub(crate) fn compare(&self, former: &Arc<Entry>, entry: &Entry) {
        let Some(old) = former.build() else {
            return;
        };
        let of_builds = |store: &Arc<dyn Store>| Some((Arc::clone(store), store.build()?.clone()));
        let Some((store, new)) = self.below.iter().find_map(of_builds) else {
            return;
        };
        if *old != new {
            let (old, new) = (store.named_in_pages(old), store.named_in_pages(&new));
            let same = is_same(former, old, entry, new);
            self.warming.compared().add(entry, same);
        }
    }
}

/// Writes how far they are into gauges.
pub(crate) fn gauges(rewarming: &Rewarming) {
    for (series, value, description) in [
        (
            FOUND,
            rewarming.total,
            "Pages of earlier builds that were there when the process began.",
        ),
        (
            LEFT,
            rewarming.left,
            "Pages of earlier builds that are not rendered anew yet.",
        ),
    ] {
        describe_gauge!(series, description);
        gauge!(series).set(value as f64);
    }
}
