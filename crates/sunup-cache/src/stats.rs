//! What the cache did, counted: for `/metrics` through the `metrics` facade, and as a snapshot.

use std::sync::{
    OnceLock,
    atomic::{AtomicU64, Ordering},
};

use metrics::{Counter, counter, describe_counter, describe_gauge, gauge};
use serde::Serialize;

use crate::{
    key::Key,
    request::Bypass,
    warm::{Rewarming, rewarming_gauges},
};

/// What a tier below the memory did and what it has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TierReport {
    /// Whether it works; if not, pages are kept in memory only.
    pub working: bool,
    /// Entries in it.
    pub entries: u64,
    /// What they take, in bytes.
    pub bytes: u64,
    /// What they may take, in bytes.
    pub capacity: u64,
    /// Entries that were read, successfully or not.
    pub reads: u64,
    /// Requests that were answered from it.
    pub hits: u64,
    /// Entries that were written.
    pub writes: u64,
    /// Entries that wait to be written.
    pub queue: u64,
    /// Purges that are written down and not carried out yet.
    pub purges: u64,
    /// What is not in it, or not any more, by the reason.
    pub dropped: Dropped,
}

/// Entries that a tier dropped, by the reason.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Dropped {
    /// Too many waited to be written.
    pub queue_full: u64,
    /// The tier did not work.
    pub not_working: u64,
    /// What was read was not what had been written.
    pub unreadable: u64,
    /// What was read belonged to another key, or another program or version.
    pub foreign: u64,
    /// A strict purge hit it.
    pub purged: u64,
    /// Its time was over.
    pub expired: u64,
    /// Others were asked for more.
    pub evicted: u64,
    /// Its build's assets are not served any more.
    pub build: u64,
}

macro_rules! counters {
    ($($variant:ident $field:ident $series:literal $($label:literal $value:literal)?, $doc:literal;)*) => {
        /// Something that is counted.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Event { $(#[doc = $doc] $variant,)* }

        /// How many of them there are.
        const EVENTS: usize = [$(Event::$variant,)*].len();

        /// The handles of the registry, in the order of the events.
        fn handles() -> [Counter; EVENTS] {
            [$(counter!($series $(, $label => $value)?),)*]
        }

        /// Counts since the start, and what is there now.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
        #[non_exhaustive]
        pub struct Snapshot {
            /// Whether the cache is on.
            pub on: bool,
            /// Seconds since the cache was built, which the counts are of.
            pub uptime: u64,
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
            /// The tier below the memory, where there is one that tells.
            pub disk: Option<TierReport>,
            /// How far pages of earlier builds are rendered anew, where there were any.
            pub rewarming: Option<Rewarming>,
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
    BypassMethod bypassed_method "sunup_cache_bypassed_total" "reason" "method", "Requests that passed by: neither GET nor HEAD.";
    BypassSession bypassed_session "sunup_cache_bypassed_total" "reason" "session", "Requests that passed by: with a valid session.";
    BypassAuthorization bypassed_authorization "sunup_cache_bypassed_total" "reason" "authorization", "Requests that passed by: with `Authorization`.";
    BypassRoute bypassed_route "sunup_cache_bypassed_total" "reason" "route", "Requests that passed by: of a route that is never cached.";
    BypassTarget bypassed_target "sunup_cache_bypassed_total" "reason" "target", "Requests that passed by: without a key.";
    BypassBody bypassed_body "sunup_cache_bypassed_total" "reason" "body", "Requests that passed by: a GET with a body.";
    BypassUpgrade bypassed_upgrade "sunup_cache_bypassed_total" "reason" "upgrade", "Requests that passed by: for another protocol.";
    BypassOff bypassed_off "sunup_cache_bypassed_total" "reason" "off", "Requests that passed by: the cache is off.";
    DataHit data_hits "sunup_cache_data_total" "result" "hit", "Data that was given without a read of its own.";
    DataRead data_reads "sunup_cache_data_total" "result" "read", "Reads of data.";
    DataFailed data_failed "sunup_cache_data_total" "result" "failed", "Reads of data that failed, panicked or were late.";
    NotModified not_modified "sunup_cache_not_modified_total", "Answers of status 304, which are counted above as well.";
    RenderStored renders_stored "sunup_cache_renders_total" "result" "stored", "Renders whose result was stored.";
    RenderNotAdmitted renders_not_admitted "sunup_cache_renders_total" "result" "not_admitted", "Renders whose result was not stored: others are asked for more often.";
    RenderOvertaken renders_overtaken "sunup_cache_renders_total" "result" "overtaken", "Renders whose result was not stored: a purge fell into them.";
    RenderUncacheable renders_uncacheable "sunup_cache_renders_total" "result" "uncacheable", "Renders whose result must not be stored.";
    RenderFailed renders_failed "sunup_cache_renders_total" "result" "failed", "Renders that failed, panicked or were late.";
    Refresh refreshes "sunup_cache_refreshes_total", "Renders behind a stale entry, which are counted above as well.";
    PurgedStrictly purged_strictly "sunup_cache_purged_total" "strictness" "strict", "Entries that a strict purge hit.";
    PurgedSoftly purged_softly "sunup_cache_purged_total" "strictness" "soft", "Entries that a soft purge hit.";
}

impl Event {
    /// What counts instead where it happened to data, for which nobody made a request and which is
    /// no page. A read is counted once, when it ends, whoever waits for it.
    const fn of_data(self) -> Option<Self> {
        match self {
            Self::Hit | Self::Stale | Self::StaleOnError | Self::Collapsed => Some(Self::DataHit),
            Self::RenderStored
            | Self::RenderNotAdmitted
            | Self::RenderOvertaken
            | Self::RenderUncacheable => Some(Self::DataRead),
            Self::RenderFailed => Some(Self::DataFailed),
            _ => None,
        }
    }
}

/// What `/metrics` says of each series.
const COUNTERS: [(&str, &str); 8] = [
    (
        "sunup_cache_requests_total",
        "Requests by what the page cache did with them.",
    ),
    (
        "sunup_cache_bypassed_total",
        "Requests that passed the page cache by, by the reason.",
    ),
    (
        "sunup_cache_data_total",
        "Data that pages are made of, by where it came from.",
    ),
    ("sunup_cache_not_modified_total", "Answers of status 304."),
    (
        "sunup_cache_renders_total",
        "Renders of the page cache by what became of them.",
    ),
    (
        "sunup_cache_refreshes_total",
        "Renders behind a stale page.",
    ),
    (
        "sunup_cache_purged_total",
        "Entries that purges hit, by their strictness.",
    ),
    (
        EVICTED,
        "Pages and data that had to go for others, or for want of memory.",
    ),
];

const EVICTED: &str = "sunup_cache_evicted_total";

/// The counters. An event costs two additions: the handles of the registry are kept.
pub(crate) struct Stats {
    own: [AtomicU64; EVENTS],
    exported: OnceLock<[Counter; EVENTS]>,
}

impl Stats {
    pub(crate) fn new() -> Self {
        Self {
            own: [const { AtomicU64::new(0) }; EVENTS],
            exported: OnceLock::new(),
        }
    }

    pub(crate) fn add(&self, event: Event, by: u64) {
        if let Some(own) = self.own.get(event as usize) {
            own.fetch_add(by, Ordering::Relaxed);
        }
        // The handles are asked for at the first event: by then the recorder is installed. All of
        // them are, because the rate of a series that begins with its first failure misses that.
        let exported = self.exported.get_or_init(|| {
            for (series, description) in COUNTERS {
                describe_counter!(series, description);
            }
            handles()
        });
        if let Some(exported) = exported.get(event as usize) {
            exported.increment(by);
        }
    }

    /// The event of a key.
    pub(crate) fn add_of(&self, key: &Key, event: Event) {
        let event = match key.is_data() {
            true => event.of_data(),
            false => Some(event),
        };
        if let Some(event) = event {
            self.add(event, 1);
        }
    }

    /// A request passed by.
    pub(crate) fn bypassed(&self, reason: Bypass) {
        self.add(Event::Bypass, 1);
        let event = match reason {
            Bypass::Method => Event::BypassMethod,
            Bypass::Authorization => Event::BypassAuthorization,
            Bypass::Session => Event::BypassSession,
            Bypass::Body => Event::BypassBody,
            Bypass::Upgrade => Event::BypassUpgrade,
            Bypass::Target(_) => Event::BypassTarget,
            Bypass::Route => Event::BypassRoute,
            Bypass::Off => Event::BypassOff,
        };
        self.add(event, 1);
    }

    fn count(&self, event: Event) -> u64 {
        let own = self.own.get(event as usize);
        own.map_or(0, |own| own.load(Ordering::Relaxed))
    }
}

/// Writes what is there now into gauges.
pub(crate) fn gauges(snapshot: &Snapshot) {
    for (series, value, description) in [
        (
            "sunup_cache_entries",
            snapshot.entries,
            "Pages and data in memory.",
        ),
        ("sunup_cache_bytes", snapshot.bytes, "What they weigh."),
        (
            "sunup_cache_capacity_bytes",
            snapshot.capacity,
            "What they may weigh.",
        ),
        (
            "sunup_cache_markers",
            snapshot.markers,
            "Keys whose answers are known not to be stored.",
        ),
        (
            "sunup_cache_renders_under_way",
            snapshot.under_way,
            "Renders under way.",
        ),
        (
            "sunup_cache_open_circuits",
            snapshot.open_circuits,
            "Routes that are spared because their renders fail.",
        ),
    ] {
        describe_gauge!(series, description);
        gauge!(series).set(value as f64);
    }
    counter!(EVICTED).absolute(snapshot.evicted);
    if let Some(rewarming) = &snapshot.rewarming {
        rewarming_gauges(rewarming);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::key::KeyError;

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

    #[test]
    fn what_passed_by_is_counted_by_its_reason_as_well() {
        let stats = Stats::new();
        stats.bypassed(Bypass::Session);
        stats.bypassed(Bypass::Session);
        stats.bypassed(Bypass::Target(KeyError::NoPath));
        let counts = stats.counts();
        assert_eq!(counts.bypassed, 3);
        assert_eq!((counts.bypassed_session, counts.bypassed_target), (2, 1));
    }
}
