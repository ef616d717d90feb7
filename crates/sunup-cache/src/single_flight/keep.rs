//! What is done with a render that may be stored: it becomes an entry, in memory and in the tiers
//! below.

use std::{sync::Arc, time::SystemTime};

use bytes::Bytes;
use http::{HeaderValue, header, response::Parts};

use super::{
    outcome::{Delivery, Outcome},
    render::Render,
};
use crate::{
    document,
    entry::{Bodies, Entry, Kept, Origin, keep_end_to_end},
    notes::Why,
    policy::{Lifetime, initial_age},
    stats::Event,
    store::Stored,
};

impl Render {
    pub(super) async fn store(
        &self,
        mut parts: Parts,
        body: Bytes,
        lifetime: Lifetime,
        answered_at: SystemTime,
    ) -> Delivery {
        let shared = self.shared();
        let initial_age = initial_age(&parts.headers, self.asked_at, answered_at);
        let (Ok(tags), Ok(mut vary)) = (
            shared.settings.rules.tags(&parts.headers),
            self.errand.asked.vary(&parts.headers),
        ) else {
            // The rules refuse such responses before.
            return self.broke_off(&"the response changed while it was read".into());
        };
        keep_end_to_end(&mut parts.headers);
        let body = document::finish(&mut parts.headers, body, shared.settings.csp.as_ref());
        parts
            .headers
            .entry(header::DATE)
            .or_insert_with(|| date(answered_at));

        let base = &self.errand.asked.key;
        if let Some(Kept::Varies(known)) = shared.store.lookup(base.as_str()) {
            vary = vary.union(&known);
        }
        let entry = Arc::new(Entry::new(
            Origin {
                key: self.errand.variant(&vary),
                base: base.clone(),
                vary,
                route: Arc::clone(self.errand.asked.route.pattern()),
                tags,
                lifetime: lifetime.jittered(self.seed()),
                initial_age,
                stored_at: answered_at,
                render_time: self.started.elapsed(),
                build: None,
            },
            parts.status,
            Bodies::new(parts.status, parts.headers, body),
        ));
        let stored = self.keep(&entry).await;
        if let (Some(former), false) = (&self.stale, matches!(stored, Stored::Overtaken { .. })) {
            shared.compare(former, &entry);
        }
        self.report(Ok(()));
        Delivery::Shared(Outcome::Rendered(entry, stored))
    }

    async fn keep(&self, entry: &Arc<Entry>) -> Stored {
        let shared = self.shared();
        let now = shared.clock.now();
        let mut below = Vec::new();
        let pass_on = || below = shared.put_below(entry);
        let stored = shared.store.keep_with(entry, self.began, now, pass_on);
        self.count(match stored {
            Stored::Kept | Stored::Softened => Event::RenderStored,
            Stored::NotAdmitted => Event::RenderNotAdmitted,
            Stored::Overtaken { .. } => Event::RenderOvertaken,
        });
        match stored {
            Stored::Overtaken { .. } => {
                self.note(Why::Overtaken);
                return stored;
            }
            Stored::NotAdmitted => self.note(Why::NotAdmitted),
            Stored::Kept | Stored::Softened => shared.notes.remove(&self.errand.asked.key),
        }
        shared.markers.remove(&self.errand.asked.key);
        // A page that was asked for before will be again; one that was not may never be.
        if stored == Stored::Kept && entry.hits() > 0 {
            shared.compress(entry);
        }
        let waits = !below.is_empty();
        for put in below {
            put.await;
        }
        if waits && let Some(by) = shared.store.overtaken(entry, self.began) {
            // Somebody may have come after that purge, and is on board.
            shared.forget_below(entry).await;
            self.note(Why::Overtaken);
            return Stored::Overtaken { by };
        }
        stored
    }
}

pub(super) fn date(now: SystemTime) -> HeaderValue {
    let text = httpdate::fmt_http_date(now);
    HeaderValue::try_from(text).unwrap_or_else(|_| HeaderValue::from_static(""))
}
