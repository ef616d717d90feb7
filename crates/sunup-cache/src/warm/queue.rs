//! [`Queue`]: pages that wait to be rendered, each once, the most worth first.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, HashMap},
    time::Duration,
};

use super::{
    job::{Job, Why},
    skip::Skip,
};
use crate::key::Key;

/// What somebody asked for before what nobody did; of these, the highest score first; of equal
/// ones, the one that came first.
type Rank = (bool, Reverse<u64>, u64);

/// Pages that wait to be rendered.
pub(super) struct Queue {
    jobs: BTreeMap<Rank, Job>,
    ranks: HashMap<Key, Rank>,
    limit: usize,
    came: u64,
}

impl Queue {
    pub(super) fn new(limit: usize) -> Self {
        Self {
            jobs: BTreeMap::new(),
            ranks: HashMap::new(),
            limit: limit.max(1),
            came: 0,
        }
    }

    /// Puts a page in its place. Returns why one was left out, which may be another.
    pub(super) fn push(&mut self, mut job: Job) -> Option<Skip> {
        let mut skip = None;
        let rank = self.ranks.get(&job.key).copied();
        if let Some(former) = rank.and_then(|rank| self.jobs.get(&rank)) {
            // Who came first may have seen the page itself, whose cost others can only guess now.
            job.worth.cost = former.worth.cost;
        }
        let (guessed, score) = (job.why == Why::Predicted, Reverse(job.worth.score()));
        if let Some(rank) = rank {
            if (rank.0, rank.1) <= (guessed, score) {
                return Some(Skip::Queued);
            }
            self.jobs.remove(&rank);
            skip = Some(Skip::Queued);
        } else if self.jobs.len() >= self.limit {
            match self.jobs.last_key_value() {
                Some((last, _)) if (last.0, last.1) > (guessed, score) => self.drop_last(),
                _ => return Some(Skip::QueueFull),
            }
            skip = Some(Skip::QueueFull);
        }
        self.came += 1;
        let rank = (guessed, score, self.came);
        self.ranks.insert(job.key.clone(), rank);
        self.jobs.insert(rank, job);
        skip
    }

    /// The page that is worth most.
    pub(super) fn pop(&mut self) -> Option<Job> {
        let (_, job) = self.jobs.pop_first()?;
        self.ranks.remove(&job.key);
        Some(job)
    }

    /// Drops what has waited longer than this. Returns how many pages that were.
    pub(super) fn expire(&mut self, patience: Duration) -> usize {
        let before = self.jobs.len();
        let ranks = &mut self.ranks;
        self.jobs.retain(|_, job| {
            let stays = job.since.elapsed() < patience;
            if !stays {
                ranks.remove(&job.key);
            }
            stays
        });
        before - self.jobs.len()
    }

    /// The pages in the order of their turns.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Job> {
        self.jobs.values()
    }

    pub(super) fn len(&self) -> usize {
        self.jobs.len()
    }

    fn drop_last(&mut self) {
        if let Some((_, job)) = self.jobs.pop_last() {
            self.ranks.remove(&job.key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::job::{Staleness, Worth};
    use super::*;
    use proptest::prelude::*;
    use tokio::time::Instant;

    fn job(path: &str, hits: u64) -> Job {
        Job {
            key: Key::new(path, path.len(), path.len()),
            why: Why::Listed,
            worth: Worth {
                hits,
                cost: Duration::from_millis(1),
                staleness: Staleness::Fresh,
            },
            since: Instant::now(),
            overtaken: 0,
        }
    }

    fn paths(mut queue: Queue) -> Vec<String> {
        std::iter::from_fn(|| queue.pop())
            .map(|job| job.key.path().to_owned())
            .collect()
    }

    #[test]
    fn what_is_worth_most_goes_first_and_equals_in_their_order() {
        let mut queue = Queue::new(10);
        for (path, hits) in [("/a", 1), ("/b", 5), ("/c", 1), ("/d", 9)] {
            assert_eq!(queue.push(job(path, hits)), None);
        }
        assert_eq!(paths(queue), ["/d", "/b", "/a", "/c"]);
    }

    #[test]
    fn what_nobody_asked_for_goes_last_whatever_it_is_worth() {
        let guessed = |path: &str, hits| Job {
            why: Why::Predicted,
            ..job(path, hits)
        };
        let mut queue = Queue::new(3);
        queue.push(guessed("/a", 90));
        queue.push(job("/b", 1));
        queue.push(guessed("/c", 80));
        assert_eq!(queue.push(job("/d", 0)), Some(Skip::QueueFull));
        assert_eq!(queue.push(job("/a", 0)), Some(Skip::Queued));
        assert_eq!(queue.push(guessed("/d", 70)), Some(Skip::Queued));
        assert_eq!(paths(queue), ["/b", "/d", "/a"]);
    }

    #[test]
    fn a_page_waits_once_in_the_better_of_its_places() {
        let mut queue = Queue::new(10);
        queue.push(job("/a", 5));
        queue.push(job("/b", 6));
        assert_eq!(queue.push(job("/a", 4)), Some(Skip::Queued));
        assert_eq!(queue.push(job("/a", 7)), Some(Skip::Queued));
        assert_eq!(paths(queue), ["/a", "/b"]);
    }

    #[test]
    fn a_page_keeps_the_cost_that_was_seen_of_it() {
        let mut queue = Queue::new(10);
        queue.push(job("/a", 5));
        let mut guessed = job("/a", 5);
        guessed.worth.cost = Duration::from_secs(1);
        assert_eq!(queue.push(guessed), Some(Skip::Queued));
        let kept = queue.pop().map(|job| job.worth.cost);
        assert_eq!(kept, Some(Duration::from_millis(1)));
    }

    #[test]
    fn a_full_queue_leaves_out_what_is_worth_least() {
        let mut queue = Queue::new(2);
        queue.push(job("/a", 5));
        queue.push(job("/b", 6));
        assert_eq!(queue.push(job("/c", 5)), Some(Skip::QueueFull));
        assert_eq!(queue.push(job("/d", 7)), Some(Skip::QueueFull));
        assert_eq!(paths(queue), ["/d", "/b"]);
    }

    #[tokio::test(start_paused = true)]
    async fn what_waited_too_long_is_dropped() {
        let mut queue = Queue::new(2);
        queue.push(job("/a", 1));
        tokio::time::advance(Duration::from_secs(2)).await;
        queue.push(job("/b", 1));
        assert_eq!(queue.expire(Duration::from_secs(2)), 1);
        assert_eq!(queue.push(job("/a", 1)), None);
        assert_eq!(paths(queue), ["/b", "/a"]);
    }

    proptest! {
        #[test]
        fn it_holds_each_page_once_within_its_limit_and_in_order(
            pushes in prop::collection::vec((0_u8..20, 0_u64..50), 0..200),
        ) {
            let mut queue = Queue::new(8);
            for (path, hits) in &pushes {
                queue.push(job(&format!("/{path}"), *hits));
                prop_assert!(queue.len() <= 8);
                prop_assert_eq!(queue.jobs.len(), queue.ranks.len());
            }
            let scores: Vec<u64> = queue.iter().map(|job| job.worth.score()).collect();
            prop_assert!(scores.is_sorted_by(|one, next| one >= next));
            let mut names = paths(queue);
            let all = names.len();
            names.sort_unstable();
            names.dedup();
            prop_assert_eq!(names.len(), all);
        }
    }
}
