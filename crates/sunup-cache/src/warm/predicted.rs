//! Predicts what is asked for next: pages that follow those that many ask for, and are not there.
//!
//! They are rendered while nothing else waits, a few at a time, the likeliest first.

use std::{
    cmp::Reverse,
    collections::{HashMap, HashSet},
    sync::PoisonError,
    time::Duration,
};

use tokio::time::Instant;

use super::{
    job::{Job, Staleness, Why, Worth},
    warmer::Inner,
};
use crate::key::Key;

/// A page is predicted once in this time: one that is not stored would be predicted for ever.
const AGAIN: Duration = Duration::from_secs(3600);

impl Inner {
    /// Takes in what is likely to be asked for next, if there is nothing else to do.
    pub(super) fn predict(&self) {
        if self.queue().len() > 0 {
            return;
        }
        for job in self.predicted() {
            let mut tried = self.tried.lock().unwrap_or_else(PoisonError::into_inner);
            tried.retain(|_, at| at.elapsed() < AGAIN);
            tried.insert(job.key.clone(), Instant::now());
            drop(tried);
            self.offer(Ok(job));
        }
    }

    /// The pages that are likely to be asked for next and are not there.
    pub(super) fn predicted(&self) -> Vec<Job> {
        if self.settings.predicted == 0 {
            return Vec::new();
        }
        let mut visits: HashMap<_, f64> = HashMap::new();
        for (path, hits) in self.hot_paths() {
            for next in self.cache.transitions().after(&path) {
                *visits.entry(next.key).or_default() += hits as f64 * next.share;
            }
        }
        let mut likely: Vec<_> = visits
            .into_iter()
            .filter(|(_, visits)| *visits >= 1.0)
            .filter_map(|(text, visits)| Some((visits as u64, Key::of_text(&text)?)))
            .filter(|(_, key)| self.is_missing(key))
            .collect();
        likely.sort_unstable_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(&other.1)));
        likely.truncate(self.settings.predicted);
        let jobs = likely.into_iter().map(|(hits, key)| Job {
            key,
            why: Why::Predicted,
            worth: Worth {
                hits,
                cost: self.mean_cost(),
                staleness: Staleness::Missing,
            },
            since: Instant::now(),
            overtaken: 0,
        });
        jobs.collect()
    }

    /// The paths of the pages that are asked for most, with how often.
    fn hot_paths(&self) -> Vec<(String, u64)> {
        let frequency = self.cache.frequency();
        let entries = self.shared().store.entries().into_iter();
        let mut hot: Vec<_> = entries
            .map(|entry| (frequency.of(entry.key().as_str()), entry))
            .filter(|(hits, _)| *hits >= self.settings.hot)
            .collect();
        hot.sort_unstable_by_key(|(hits, _)| Reverse(*hits));
        let mut seen = HashSet::new();
        let paths = hot
            .into_iter()
            .map(|(hits, entry)| (entry.path().to_owned(), hits));
        // The variants of a page have the same pages after them.
        let paths = paths.filter(|(path, _)| seen.insert(path.clone()));
        paths.take(self.settings.hottest).collect()
    }

    fn is_missing(&self, key: &Key) -> bool {
        let shared = self.shared();
        let tried = self.tried.lock().unwrap_or_else(PoisonError::into_inner);
        let again = tried.get(key).is_none_or(|at| at.elapsed() >= AGAIN);
        drop(tried);
        again
            && shared.store.peek(key).is_none()
            && !shared.below.iter().any(|store| store.holds(key))
            && shared.markers.get(key, shared.clock.now()).is_none()
    }
}
