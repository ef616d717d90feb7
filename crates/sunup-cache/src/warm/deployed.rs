//! Where pages come from after a deployment: what earlier builds rendered, the hottest first.
//!
//! They are handed over in batches, and within one rendered in the order of their worth. The next
//! comes when most of one had their turns, so that neither the queue nor the memory has all of them.

use std::{
    sync::{Arc, atomic::Ordering},
    time::Duration,
};

use tokio::time::{Instant, sleep};

use super::{
    job::{Job, Staleness, Why, Worth},
    skip::Skip,
    warmer::Inner,
};
use crate::store::{Earlier, Store};

/// Pages of a batch, and how many may wait when the next comes.
const BATCH: usize = 128;
const FEW: usize = BATCH / 4;

/// How often it is looked how many wait, and whether a tier was opened.
const LOOK: Duration = Duration::from_millis(100);

impl Inner {
    /// Has what earlier builds rendered rendered anew. A tier may be opened late, by a process that
    /// waits for the one before it, and again after it failed.
    pub(super) async fn rewarm(self: Arc<Self>) {
        loop {
            let mut is_opened = true;
            for store in &self.shared().below {
                match store.earlier_builds() {
                    Some(_) => self.rewarm_from(&**store).await,
                    // A tier of one build only has none.
                    None => is_opened &= store.build().is_none(),
                }
            }
            let pause = match is_opened {
                true => self.settings.scan,
                false => LOOK,
            };
            sleep(pause).await;
        }
    }

    async fn rewarm_from(&self, store: &dyn Store) {
        loop {
            let batch = store.next_of_earlier_builds(BATCH).await;
            self.rewarms.store(!batch.is_empty(), Ordering::Relaxed);
            if batch.is_empty() {
                return;
            }
            for earlier in &batch {
                self.offer(self.of_earlier(earlier));
            }
            drop(batch);
            while self.queue().len() > FEW {
                sleep(LOOK).await;
            }
        }
    }

    /// Whether pages of earlier builds wait for their turns, here or in their tier.
    pub(super) fn is_rewarming(&self) -> bool {
        let waits = |job: &Job| job.why == Why::Deployed;
        self.rewarms.load(Ordering::Relaxed)
            || self.under_way.load(Ordering::Relaxed) > 0
            || self.queue().iter().any(waits)
    }

    fn of_earlier(&self, earlier: &Earlier) -> Result<Job, Skip> {
        let entry = &earlier.entry;
        if !entry.vary().is_empty() {
            return Err(Skip::Varies);
        }
        if entry.status().is_client_error() {
            return Err(Skip::Absent);
        }
        let (key, now) = (entry.key(), self.shared().clock.now());
        if self.shared().markers.get(key, now).is_some() {
            return Err(Skip::Uncacheable);
        }
        Ok(Job {
            key: key.clone(),
            why: Why::Deployed,
            worth: Worth {
                // Either may have been lost.
                hits: self.cache.frequency().of(key.as_str()).max(earlier.heat),
                cost: entry.render_time(),
                staleness: Staleness::of(Some(entry.freshness(now))),
            },
            since: Instant::now(),
            overtaken: 0,
        })
    }
}
