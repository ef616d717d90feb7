//! The tasks that render: one page after the other, within their budget.

use std::sync::{
    Arc, PoisonError,
    atomic::{AtomicUsize, Ordering},
};

use tokio::time::{Instant, sleep};

use super::{
    counts::Made,
    job::{Job, Staleness},
    offers::GATHER,
    report::Past,
    skip::Skip,
    warmer::Inner,
};
use crate::single_flight::{Asking, Prepared, Spared, Upstream, prepare};

/// Renders of a page that purges may overtake before it is left to its visitors.
const OVERTAKEN: u32 = 3;

impl Inner {
    /// Renders for as long as there is a warmer.
    pub(super) async fn work<U, B>(self: Arc<Self>, service: U)
    where
        U: Upstream<B>,
        B: Default + Send + 'static,
    {
        loop {
            let job = self.next().await;
            let began = Instant::now();
            self.render(job, service.clone()).await;
            sleep(self.settings.rest(began.elapsed())).await;
        }
    }

    /// The page that is worth most, once a moment is calm.
    async fn next(&self) -> Job {
        loop {
            let wake = self.wake.notified();
            if self.queue().len() == 0 {
                wake.await;
                continue;
            }
            let calm = self.is_calm().await;
            let yielded = self.yields.swap(!calm, Ordering::Relaxed);
            if !calm && !yielded {
                self.counts.yielded();
            }
            let late = self.queue().expire(self.settings.patience);
            if late > 0 {
                self.counts.skipped(Skip::UnderLoad, late as u64);
            }
            if !calm {
                sleep(self.settings.calm).await;
                continue;
            }
            let job = self.queue().pop();
            if let Some(job) = job {
                // Others may be asleep while there is more to do.
                self.wake.notify_one();
                return job;
            }
        }
    }

    async fn render<U, B>(&self, job: Job, service: U)
    where
        U: Upstream<B>,
        B: Default + Send + 'static,
    {
        let shared = self.shared();
        let Some((parts, asked)) = shared.site.key.again(&job.key) else {
            return self.counts.skipped(Skip::Varies, 1);
        };
        let asking = Asking {
            shared: Arc::clone(shared),
            parts,
            asked,
        };
        let began = Instant::now();
        let prepared = {
            let _under_way = UnderWay::begin(&self.under_way);
            prepare(&asking, service, |entry| self.is_due(entry, job.why)).await
        };
        let made = match prepared {
            Prepared::Spared(spared) => return self.counts.skipped(spared.into(), 1),
            Prepared::Kept(entry) => {
                self.learn(entry.render_time());
                // What was asked for will be again, and in which coding is known by then.
                if job.worth.hits > 0 {
                    shared.compress(&entry);
                }
                Made::Stored
            }
            Prepared::NotAdmitted => Made::NotAdmitted,
            Prepared::Overtaken => Made::Overtaken,
            Prepared::Uncacheable => Made::Uncacheable,
            Prepared::Failed => Made::Failed,
        };
        self.counts.made(made);
        let past = Past::new(&job, made, began);
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Some(past);
        if made == Made::Overtaken && job.overtaken < OVERTAKEN {
            sleep(GATHER).await;
            self.again(job);
        }
    }

    /// A purge fell into the render of a page, which is missing now.
    fn again(&self, mut job: Job) {
        job.overtaken += 1;
        job.worth.staleness = Staleness::Missing;
        self.offer(Ok(job));
    }
}

impl From<Spared> for Skip {
    fn from(spared: Spared) -> Self {
        match spared {
            Spared::UnderWay => Self::UnderWay,
            Spared::Fresh => Self::Fresh,
            Spared::Uncacheable => Self::Uncacheable,
            Spared::Varies => Self::Varies,
            Spared::Paused => Self::Paused,
            Spared::CircuitOpen => Self::CircuitOpen,
        }
    }
}

/// A render of the warmer's, until it is over: it counts as no visitor's.
struct UnderWay<'a>(&'a AtomicUsize);

impl<'a> UnderWay<'a> {
    fn begin(count: &'a AtomicUsize) -> Self {
        count.fetch_add(1, Ordering::Relaxed);
        Self(count)
    }
}

impl Drop for UnderWay<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}
