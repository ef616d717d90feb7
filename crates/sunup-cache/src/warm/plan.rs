//! [`Plan`]: what a warmer would render now, without doing it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{
    job::{Job, Staleness, Why},
    queue::Queue,
    skip::Skip,
    warmer::Inner,
};

/// What a warmer would render now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Plan {
    /// How many pages those are, listed or not.
    pub total: usize,
    /// The first of them, in their order.
    pub pages: Vec<Planned>,
    /// How many it would leave out, by the reason.
    pub skipped: BTreeMap<&'static str, u64>,
}

/// A page that is to be rendered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Planned {
    /// Its key.
    pub key: String,
    /// Why it is to be rendered.
    pub why: Why,
    /// How often it was asked for lately, about.
    pub hits: u64,
    /// What its render costs, in milliseconds.
    pub cost_ms: u64,
    /// What its next visitor would get without: `fresh`, `grace` or `missing`.
    pub staleness: &'static str,
    /// What decides the order: hits × cost × staleness.
    pub score: u64,
}

impl Inner {
    pub(crate) async fn plan(&self, limit: usize) -> Plan {
        let listed = (self.list)().await;
        let mut queue = Queue::new(self.settings.queue);
        let mut skipped = BTreeMap::new();
        let waiting: Vec<_> = self.queue().iter().cloned().collect();
        let offers = waiting.into_iter().map(Ok);
        let offers = offers.chain(listed.iter().map(|address| self.of_listed(address)));
        let open = self.shared().circuits.open();
        let found = self.expiring().into_iter().chain(self.predicted());
        for offer in offers.chain(found.map(Ok)) {
            let skip = match offer.and_then(|job| self.spared(job, &open)) {
                Ok(job) => queue.push(job),
                Err(skip) => Some(skip),
            };
            // That it is there twice is told to nobody: it would be rendered once.
            if let Some(skip) = skip.filter(|skip| *skip != Skip::Queued) {
                *skipped.entry(skip.name()).or_default() += 1;
            }
        }
        Plan {
            total: queue.len(),
            pages: queue.iter().take(limit).map(Planned::of).collect(),
            skipped,
        }
    }

    /// The next pages, as they wait.
    pub(super) fn upcoming(&self, limit: usize) -> Vec<Planned> {
        self.queue().iter().take(limit).map(Planned::of).collect()
    }

    fn spared(&self, job: Job, open: &[std::sync::Arc<str>]) -> Result<Job, Skip> {
        if open.is_empty() {
            return Ok(job);
        }
        let asked = self.shared().site.key.again(&job.key);
        match asked.is_some_and(|(_, asked)| open.contains(asked.route.pattern())) {
            true => Err(Skip::CircuitOpen),
            false => Ok(job),
        }
    }
}

impl Planned {
    fn of(job: &Job) -> Self {
        Self {
            key: job.key.to_string(),
            why: job.why,
            hits: job.worth.hits,
            cost_ms: u64::try_from(job.worth.cost.as_millis()).unwrap_or(u64::MAX),
            staleness: match job.worth.staleness {
                Staleness::Fresh => "fresh",
                Staleness::Grace => "grace",
                Staleness::Missing => "missing",
            },
            score: job.worth.score(),
        }
    }
}
