//! Where the pages come from: the list of the site, and purges.

use std::{sync::Arc, time::Duration};

use http::{Request, Uri};
use tokio::{
    sync::mpsc,
    time::{Instant, sleep},
};

use super::{
    job::{Job, Staleness, Why, Worth},
    skip::Skip,
    warmer::Inner,
};
use crate::{
    entry::{Entry, Kept},
    freshness::Freshness,
    key::Key,
};

/// How long purges are gathered before their pages are rendered: one change makes several purges,
/// and a render that begins between them is in vain.
pub(super) const GATHER: Duration = Duration::from_millis(20);

impl Inner {
    /// Takes in what purges hit, for as long as there is a warmer.
    pub(super) async fn take_in(
        self: Arc<Self>,
        mut purged: mpsc::UnboundedReceiver<Vec<Arc<Entry>>>,
    ) {
        while let Some(mut hit) = purged.recv().await {
            sleep(GATHER).await;
            while let Ok(more) = purged.try_recv() {
                hit.extend(more);
            }
            // Data is read by the pages that show it.
            for entry in hit.iter().filter(|entry| !entry.key().is_data()) {
                self.offer(self.of_purged(entry));
            }
            drop(hit);
            // What changed may have added pages to the list.
            self.offer_listed().await;
        }
    }

    /// Takes in what the site lists and what is not there.
    pub(crate) async fn offer_listed(&self) {
        for address in (self.list)().await {
            self.offer(self.of_listed(&address));
        }
    }

    /// Gives a page its place among those that wait, or counts why it has none.
    pub(super) fn offer(&self, job: Result<Job, Skip>) {
        let skip = match job {
            Ok(job) => self.queue().push(job),
            Err(skip) => Some(skip),
        };
        if let Some(skip) = skip {
            self.counts.skipped(skip, 1);
        }
        self.wake.notify_one();
    }

    pub(super) fn of_listed(&self, address: &str) -> Result<Job, Skip> {
        let uri: Uri = address.parse().map_err(|_| Skip::NoPage)?;
        let (mut parts, ()) = Request::new(()).into_parts();
        parts.uri = uri;
        let asked = self.shared().site.key.key(&parts);
        let asked = asked.map_err(|_| Skip::NoPage)?;
        if asked.route.is_bypassed() {
            return Err(Skip::NoPage);
        }
        let kept = self.shared().store.peek(&asked.key);
        self.of_kept(&asked.key, kept.as_ref(), Why::Listed)
    }

    pub(super) fn of_purged(&self, entry: &Entry) -> Result<Job, Skip> {
        if !entry.vary().is_empty() {
            return Err(Skip::Varies);
        }
        if entry.status().is_client_error() {
            return Err(Skip::Absent);
        }
        let kept = self.shared().store.peek(entry.key());
        let mut job = self.of_kept(entry.key(), kept.as_ref(), Why::Purged)?;
        job.worth.cost = entry.render_time();
        Ok(job)
    }

    /// What it is worth to render a page of which this is kept.
    pub(super) fn of_kept(&self, key: &Key, kept: Option<&Kept>, why: Why) -> Result<Job, Skip> {
        let now = self.shared().clock.now();
        let (freshness, cost) = match kept {
            Some(Kept::Varies(_)) => return Err(Skip::Varies),
            Some(Kept::Entry(entry)) if !self.is_due(entry, why) => return Err(Skip::Fresh),
            Some(Kept::Entry(entry)) => (Some(entry.freshness(now)), entry.render_time()),
            None => (None, self.mean_cost()),
        };
        if self.shared().markers.get(key, now).is_some() {
            return Err(Skip::Uncacheable);
        }
        Ok(Job {
            worth: Worth {
                hits: self.cache.frequency().of(key.as_str()),
                cost,
                staleness: Staleness::of(freshness),
            },
            key: key.clone(),
            why,
            since: Instant::now(),
            overtaken: 0,
        })
    }

    /// Whether a page is to be replaced: it is stale or, where that is why, will be soon.
    pub(super) fn is_due(&self, entry: &Entry, why: Why) -> bool {
        match entry.freshness(self.shared().clock.now()) {
            Freshness::Fresh { ttl } => {
                why == Why::Expires && ttl <= self.settings.margin(entry.lifetime().fresh)
            }
            _ => true,
        }
    }
}
