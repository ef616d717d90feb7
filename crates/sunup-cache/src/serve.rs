//! The path of a hit: from the request's headers to an answer, without a task and without a wait.

use std::{sync::Arc, time::SystemTime};

use http::{Response, StatusCode, request::Parts};

use crate::{
    body::Body,
    cache::Shared,
    entry::{Answer, Entry},
    freshness::Freshness,
    purge::{Selector, Strictness},
    stats::Event,
};

impl Shared {
    /// An entry as a hit, fresh or within its grace.
    pub(crate) fn hit(
        self: &Arc<Self>,
        entry: &Arc<Entry>,
        freshness: Freshness,
        request: &Parts,
        now: SystemTime,
    ) -> Response<Body> {
        self.count(match freshness {
            Freshness::Fresh { .. } => Event::Hit,
            Freshness::Grace { .. } => Event::Stale,
            Freshness::OnErrorOnly { .. } | Freshness::Gone => Event::StaleOnError,
        });
        self.warming.hit(entry, request);
        let answer = entry.hit(&request.method, &request.headers, freshness, now);
        self.answered(entry, answer)
    }

    /// What remains to be done once an entry has answered.
    pub(crate) fn answered(self: &Arc<Self>, entry: &Arc<Entry>, answer: Answer) -> Response<Body> {
        if answer.response.status() == StatusCode::NOT_MODIFIED {
            self.count(Event::NotModified);
        }
        // The second visitor shows that there will be more: what a crawler touches once is not
        // worth the time and the memory.
        if answer.wants_compression && entry.hits() > 0 {
            self.compress(entry);
        }
        answer.response
    }

    /// Tiers that are not prompt forget an entry that a purge overtook on its way to them.
    pub(crate) async fn forget_below(&self, entry: &Entry) {
        let path = Selector::path(entry.path());
        for store in self.below.iter().filter(|store| !store.is_prompt()) {
            store.purge(&path, Strictness::Strict).await;
        }
    }
}
