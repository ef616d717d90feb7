//! [`Counts`]: what a warmer did, for its report and for `/metrics`.

use std::sync::{
    OnceLock,
    atomic::{AtomicU64, Ordering},
};

use metrics::{Counter, counter, describe_counter, describe_gauge, gauge};
use serde::Serialize;

use super::skip::Skip;

/// What became of a render.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Made {
    /// It is stored.
    Stored,
    /// It is not: others are asked for more often.
    NotAdmitted,
    /// It is not: a purge fell into it.
    Overtaken,
    /// It must not be.
    Uncacheable,
    /// It failed.
    Failed,
}

const RENDERS: &str = "sunup_cache_warm_renders_total";
const SKIPPED: &str = "sunup_cache_warm_skipped_total";
const YIELDED: &str = "sunup_cache_warm_yielded_total";
const QUEUE: &str = "sunup_cache_warm_queue";

/// What a warmer did since its start.
#[derive(Default)]
pub(super) struct Counts {
    made: [AtomicU64; Made::ALL.len()],
    skipped: [AtomicU64; Skip::ALL.len()],
    yielded: AtomicU64,
    exported: OnceLock<Exported>,
}

/// The handles of the registry. All are made at once, because the rate of a series that begins with
/// its first failure misses that.
struct Exported {
    made: [Counter; Made::ALL.len()],
    skipped: [Counter; Skip::ALL.len()],
    yielded: Counter,
}

impl Made {
    pub(super) const ALL: [Self; 5] = [
        Self::Stored,
        Self::NotAdmitted,
        Self::Overtaken,
        Self::Uncacheable,
        Self::Failed,
    ];

    const fn label(self) -> &'static str {
        match self {
            Self::Stored => "stored",
            Self::NotAdmitted => "not_admitted",
            Self::Overtaken => "overtaken",
            Self::Uncacheable => "uncacheable",
            Self::Failed => "failed",
        }
    }
}

impl Counts {
    pub(super) fn made(&self, made: Made) {
        add(&self.made, &self.exported().made, made as usize, 1);
    }

    pub(super) fn skipped(&self, reason: Skip, by: u64) {
        add(&self.skipped, &self.exported().skipped, reason as usize, by);
    }

    /// A render gave way to visitors.
    pub(super) fn yielded(&self) {
        self.yielded.fetch_add(1, Ordering::Relaxed);
        self.exported().yielded.increment(1);
    }

    pub(super) fn of(&self, made: Made) -> u64 {
        self.made[made as usize].load(Ordering::Relaxed)
    }

    pub(super) fn of_skips(&self, reason: Skip) -> u64 {
        self.skipped[reason as usize].load(Ordering::Relaxed)
    }

    pub(super) fn yields(&self) -> u64 {
        self.yielded.load(Ordering::Relaxed)
    }

    /// Writes how many pages wait into its gauge.
    pub(super) fn queue(&self, length: usize) {
        let _ = self.exported();
        gauge!(QUEUE).set(length as f64);
    }

    fn exported(&self) -> &Exported {
        self.exported.get_or_init(|| {
            describe_counter!(RENDERS, "Renders ahead of visitors by what became of them.");
            describe_counter!(
                SKIPPED,
                "Pages not rendered ahead of visitors, by the reason."
            );
            describe_counter!(
                YIELDED,
                "Renders ahead of visitors that gave way to visitors."
            );
            describe_gauge!(QUEUE, "Pages that wait to be rendered ahead of visitors.");
            Exported {
                made: Made::ALL.map(|made| counter!(RENDERS, "result" => made.label())),
                skipped: Skip::ALL.map(|skip| counter!(SKIPPED, "reason" => skip.label())),
                yielded: counter!(YIELDED),
            }
        })
    }
}

fn add(own: &[AtomicU64], exported: &[Counter], at: usize, by: u64) {
    if let (Some(own), Some(exported)) = (own.get(at), exported.get(at)) {
        own.fetch_add(by, Ordering::Relaxed);
        exported.increment(by);
    }
}
