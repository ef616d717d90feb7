//! What the cache did, counted: for `/metrics` through the `metrics` facade, and as a snapshot.

use std::sync::{
    OnceLock,
    atomic::{AtomicU64, Ordering},
};

use metrics::Counter;
use serde::Serialize;

macro_rules! counters {
    ($($variant:ident $field:ident $series:literal $label:literal $value:literal, $doc:literal;)*) => {
        /// Something that is counted.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Event { $(#[doc = $doc] $variant,)* }

        const SERIES: &[(&str, &str, &str)] = &[$(($series, $label, $value),)*];

        /// Counts since the start, and what is there now.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
        #[non_exhaustive]
        pub struct Snapshot {
            $(#[doc = $doc] pub $field: u64,)*
            /// Entries that had to go for others, or for want of memory.
            pub evicted: u64,
            /// Entries in memory.
            pub entries: u64,
            /// What they weigh, in bytes.
            pub bytes: u64,
            /// What they may weigh, in bytes.
            pub capacity: u64,
            /// Names that purges find entries by.
            pub names: u64,
            /// Keys whose answers are known not to be stored.
            pub markers: u64,
            /// Renders of the cache's that are under way.
            pub under_way: u64,
            /// Routes that are spared because their renders fail.
            pub open_circuits: u64,
        }

        impl Stats {
            pub(crate) fn counts(&self) -> Snapshot {
                Snapshot {
                    $($field: self.count(Event::$variant),)*
                    ..Snapshot::default()
                }
            }
        }
    };
}

const REQUESTS: &str = "sunup_cache_requests_total";
const RENDERS: &str = "sunup_cache_renders_total";

counters! {
    Hit hits "sunup_cache_requests_total" "outcome" "hit", "Requests answered with a fresh entry.";
    Stale stale "sunup_cache_requests_total" "outcome" "stale", "Requests answered with a stale entry within its grace.";
    StaleOnError stale_on_error "sunup_cache_requests_total" "outcome" "stale_on_error", "Requests answered with a stale entry because the render failed or was late.";
    Miss misses "sunup_cache_requests_total" "outcome" "miss", "Requests that were rendered for.";
    Collapsed collapsed "sunup_cache_requests_total" "outcome" "collapsed", "Requests that shared the render of another.";
    Bypass bypassed "sunup_cache_requests_total" "outcome" "bypass", "Requests that passed the cache by.";
    Uncacheable uncacheable "sunup_cache_requests_total" "outcome" "uncacheable", "Requests whose answer must not be stored.";
    Failed failed "sunup_cache_requests_total" "outcome" "failed", "Requests answered with a failure.";
    Refused refused "sunup_cache_requests_total" "outcome" "refused", "Requests for a host that the site does not answer for.";
    NotModified not_modified "sunup_cache_not_modified_total" "by" "etag", "Answers of status 304, which are counted above as well.";
    RenderStored renders_stored "sunup_cache_renders_total" "result" "stored", "Renders whose result was stored.";
    RenderNotAdmitted renders_not_admitted "sunup_cache_renders_total" "result" "not_admitted", "Renders whose result was not stored: others are asked for more often.";
    RenderOvertaken renders_overtaken "sunup_cache_renders_total" "result" "overtaken", "Renders whose result was not stored: a purge fell into them.";
    RenderUncacheable renders_uncacheable "sunup_cache_renders_total" "result" "uncacheable", "Renders whose result must not be stored.";
    RenderFailed renders_failed "sunup_cache_renders_total" "result" "failed", "Renders that failed, panicked or were late.";
    Refresh refreshes "sunup_cache_refreshes_total" "by" "request", "Renders behind a stale entry.";
    PurgedStrictly purged_strictly "sunup_cache_purged_total" "strictness" "strict", "Entries that a strict purge hit.";
    PurgedSoftly purged_softly "sunup_cache_purged_total" "strictness" "soft", "Entries that a soft purge hit.";
}

/// The counters.
pub(crate) struct Stats {
    counts: Box<[Count]>,
    described: OnceLock<()>,
}

#[derive(Default)]
struct Count {
    own: AtomicU64,
    exported: OnceLock<Counter>,
}

impl Stats {
    pub(crate) fn new() -> Self {
        Self {
            counts: SERIES.iter().map(|_| Count::default()).collect(),
            described: OnceLock::new(),
        }
    }

    pub(crate) fn add(&self, event: Event, by: u64) {
        let Some(count) = self.counts.get(event as usize) else {
            return;
        };
        count.own.fetch_add(by, Ordering::Relaxed);
        // The handle is asked for at the first event: by then the recorder is installed.
        let exported = count.exported.get_or_init(|| {
            self.described.get_or_init(describe);
            let (series, label, value) = SERIES[event as usize];
            metrics::counter!(series, label => value)
        });
        exported.increment(by);
    }

    fn count(&self, event: Event) -> u64 {
        let count = self.counts.get(event as usize);
        count.map_or(0, |count| count.own.load(Ordering::Relaxed))
    }
}

/// Writes what is there now into gauges.
pub(crate) fn gauges(snapshot: &Snapshot) {
    metrics::gauge!("sunup_cache_entries").set(snapshot.entries as f64);
    metrics::gauge!("sunup_cache_bytes").set(snapshot.bytes as f64);
    metrics::gauge!("sunup_cache_capacity_bytes").set(snapshot.capacity as f64);
    metrics::counter!("sunup_cache_evicted_total").absolute(snapshot.evicted);
}

fn describe() {
    metrics::describe_counter!(REQUESTS, "Requests by what the page cache did with them.");
    metrics::describe_counter!(RENDERS, "Renders of the page cache by what became of them.");
    metrics::describe_counter!("sunup_cache_purged_total", "Entries that purges hit.");
    metrics::describe_counter!(
        "sunup_cache_refreshes_total",
        "Renders behind a stale page."
    );
    metrics::describe_counter!("sunup_cache_not_modified_total", "Answers of status 304.");
    metrics::describe_counter!(
        "sunup_cache_evicted_total",
        "Entries that had to go for others."
    );
    metrics::describe_gauge!("sunup_cache_entries", "Pages in memory.");
    metrics::describe_gauge!("sunup_cache_bytes", "What they weigh.");
    metrics::describe_gauge!("sunup_cache_capacity_bytes", "What they may weigh.");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_happened_is_counted_once() {
        let stats = Stats::new();
        stats.add(Event::Hit, 1);
        stats.add(Event::PurgedSoftly, 5);
        let counts = stats.counts();
        assert_eq!(
            (counts.hits, counts.purged_softly, counts.misses),
            (1, 5, 0)
        );
    }
}
