//! What the site asks of its [`Cache`]: purges.

use std::sync::Arc;

use crate::{
    cache::{Cache, Shared},
    entry::Entry,
    key::Key,
    purge::{Purged, Selector, Strictness},
    stats::Event,
};

impl Cache {
    /// A strict purge of what has a tag, for whoever changed what the tag names. Call it after the
    /// commit: renders that begin from then on read the new data, and those under way are marked.
    pub async fn purge_tag(&self, tag: &str) -> Purged {
        self.purge(&Selector::tag(tag), Strictness::Strict).await
    }

    /// A strict purge of one path with all its variants. A path that no request can have hits
    /// nothing.
    pub async fn purge_path(&self, path: &str) -> Purged {
        self.purge(&Selector::path(path), Strictness::Strict).await
    }

    /// A strict purge of a path and all below it.
    pub async fn purge_prefix(&self, prefix: &str) -> Purged {
        self.purge(&Selector::prefix(prefix), Strictness::Strict)
            .await
    }

    /// A strict purge of a route, by its pattern.
    pub async fn purge_route(&self, pattern: &str) -> Purged {
        self.purge(&Selector::route(pattern), Strictness::Strict)
            .await
    }

    /// Empties the cache.
    pub async fn flush(&self) -> Purged {
        self.shared.markers.clear();
        self.shared.notes.clear();
        self.purge(&Selector::All, Strictness::Strict).await
    }

    /// A purge, strict or soft. When it returns, no request that comes from then on gets an
    /// answer that a strict purge has hit.
    pub async fn purge(&self, selector: &Selector, strictness: Strictness) -> Purged {
        let hit = self.shared.purge_memory(selector, strictness);
        self.shared.purge_below(selector, strictness).await;
        tracing::debug!(%selector, ?strictness, entries = hit.len(), "a purge");
        Purged::new(hit)
    }
}

impl Shared {
    /// The tiers below, after the memory. What one of them gave to a request meanwhile is from
    /// before its purge and stands in memory again, so that goes as well.
    pub(crate) async fn purge_below(&self, selector: &Selector, strictness: Strictness) {
        if self.below.is_empty() {
            return;
        }
        for store in &self.below {
            store.purge(selector, strictness).await;
        }
        self.purge_memory(selector, strictness);
    }

    /// Whether a purge names a key, whatever is stored for it. Tags are known of entries only.
    fn is_named(&self, selector: &Selector, key: &Key) -> bool {
        match selector {
            Selector::Route(pattern) => self.site.key.route_of(key).as_ref() == Some(pattern),
            _ => selector.matches_path(key.path()),
        }
    }

    pub(crate) fn purge_memory(
        &self,
        selector: &Selector,
        strictness: Strictness,
    ) -> Vec<Arc<Entry>> {
        let now = self.clock.now();
        let hit = self.store.purge_with(selector, strictness, now, |hit| {
            if strictness == Strictness::Strict {
                // Whoever comes from now on does not wait for a render from before the purge.
                self.flights.detach(|key| {
                    self.is_named(selector, key) || hit.iter().any(|entry| entry.key() == key)
                });
            }
        });
        if strictness == Strictness::Strict {
            // What was not to be stored may be now.
            self.markers.forget(|key| self.is_named(selector, key));
        }
        let event = match strictness {
            Strictness::Strict => Event::PurgedStrictly,
            Strictness::Soft => Event::PurgedSoftly,
        };
        self.stats.add(event, hit.len() as u64);
        hit
    }
}
