//! [`Report`]: what a warmer did and does, for operators.

use std::{
    collections::BTreeMap,
    sync::{PoisonError, atomic::Ordering},
    time::Duration,
};

use serde::Serialize;
use tokio::time::Instant;

use super::{
    counts::Made,
    job::{Job, Why},
    plan::Planned,
    rewarming::Rewarming,
    skip::Skip,
    warmer::Inner,
};

/// Pages that a report names of those that wait.
const UPCOMING: usize = 10;

/// What a warmer did and does.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Report {
    /// What it does now.
    pub state: State,
    /// Pages that wait for their turn.
    pub queued: usize,
    /// Its renders under way.
    pub under_way: usize,
    /// Pages that it rendered and stored.
    pub stored: u64,
    /// Renders in vain: others are asked for more often.
    pub not_admitted: u64,
    /// Renders in vain: a purge fell into them, and they were made again.
    pub overtaken: u64,
    /// Renders in vain: their result must not be stored.
    pub uncacheable: u64,
    /// Renders that failed.
    pub failed: u64,
    /// How often it gave way to visitors.
    pub yielded: u64,
    /// Pages that it left out, by the reason.
    pub skipped: BTreeMap<&'static str, u64>,
    /// Its last render.
    pub last: Option<Last>,
    /// How far pages of earlier builds are rendered anew, where there were any.
    pub rewarming: Option<Rewarming>,
    /// The last of these pages that changed: not only in the addresses of their build.
    pub changed: Vec<String>,
    /// The first of the pages that wait.
    pub next: Vec<Planned>,
    /// Renders that it may have under way.
    pub parallel: usize,
    /// The share of all processors that they may take.
    pub share_of_cpu: f64,
}

/// What a warmer does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum State {
    /// There is nothing to do.
    Resting,
    /// It renders.
    Rendering,
    /// There is something to do, but visitors come first.
    Yielding,
}

/// The last render of a warmer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Last {
    /// The key of its page.
    pub key: String,
    /// Why it was made.
    pub why: Why,
    /// What became of it.
    pub result: Made,
    /// How long it took, in milliseconds.
    pub took_ms: u64,
    /// How many seconds ago it ended.
    pub ago: u64,
}

/// A render that is over.
pub(super) struct Past {
    key: String,
    why: Why,
    made: Made,
    took: Duration,
    ended: Instant,
}

impl Past {
    pub(super) fn new(job: &Job, made: Made, began: Instant) -> Self {
        Self {
            key: job.key.to_string(),
            why: job.why,
            made,
            took: began.elapsed(),
            ended: Instant::now(),
        }
    }
}

impl Inner {
    pub(crate) fn report(&self) -> Report {
        let queued = self.queue().len();
        let under_way = self.under_way.load(Ordering::Relaxed);
        let skips = Skip::ALL.map(|skip| (skip.name(), self.counts.of_skips(skip)));
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        Report {
            state: match (queued, under_way) {
                (0, 0) => State::Resting,
                (_, 0) if self.yields.load(Ordering::Relaxed) => State::Yielding,
                _ => State::Rendering,
            },
            queued,
            under_way,
            stored: self.counts.of(Made::Stored),
            not_admitted: self.counts.of(Made::NotAdmitted),
            overtaken: self.counts.of(Made::Overtaken),
            uncacheable: self.counts.of(Made::Uncacheable),
            failed: self.counts.of(Made::Failed),
            yielded: self.counts.yields(),
            skipped: skips.into_iter().filter(|(_, count)| *count > 0).collect(),
            last: last.as_ref().map(|past| Last {
                key: past.key.clone(),
                why: past.why,
                result: past.made,
                took_ms: past.took.as_millis() as u64,
                ago: past.ended.elapsed().as_secs(),
            }),
            rewarming: self.shared().rewarming(),
            changed: self.shared().warming.compared().pages(),
            next: self.upcoming(UPCOMING),
            parallel: self.settings.parallel,
            share_of_cpu: self.settings.share_of_cpu,
        }
    }
}
