//! Looks for pages that many ask for and that are about to expire, and for those that follow.

use std::{cmp::Reverse, sync::Arc};

use tokio::time::{Instant, sleep};

use super::{
    job::{Job, Why},
    skip::Skip,
    warmer::Inner,
};
use crate::entry::Kept;

/// The part of its time that looking may take: one hundredth.
const PART: u32 = 100;

impl Inner {
    /// Looks again and again.
    pub(super) async fn scan(self: Arc<Self>) {
        let mut pause = self.settings.scan;
        loop {
            sleep(pause).await;
            let began = Instant::now();
            for job in self.expiring() {
                if self.queue().push(job) == Some(Skip::QueueFull) {
                    self.counts.skipped(Skip::QueueFull, 1);
                }
                self.wake.notify_one();
            }
            self.predict();
            self.counts.queue(self.queue().len());
            pause = self.settings.scan.max(began.elapsed() * PART);
        }
    }

    /// The pages that are due, the most asked for first. Those that nobody asks for any more
    /// expire.
    pub(super) fn expiring(&self) -> Vec<Job> {
        let frequency = self.cache.frequency();
        let entries = self.shared().store.entries().into_iter();
        let mut due: Vec<_> = entries
            .filter(|entry| {
                self.is_due(entry, Why::Expires)
                    && entry.vary().is_empty()
                    && !entry.key().is_data()
                    && !entry.status().is_client_error()
            })
            .map(|entry| (frequency.of(entry.key().as_str()), entry))
            .filter(|(hits, _)| *hits >= self.settings.hot)
            .collect();
        due.sort_by_key(|(hits, _)| Reverse(*hits));
        due.truncate(self.settings.hottest);
        due.into_iter()
            .filter_map(|(_, entry)| {
                let key = entry.key().clone();
                self.of_kept(&key, Some(&Kept::Entry(entry)), Why::Expires)
                    .ok()
            })
            .collect()
    }
}
