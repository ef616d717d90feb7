//! What of a purge is rendered first, so that nobody has to wait for it.

use std::{cmp::Reverse, sync::Arc};

use super::warmer::Inner;
use crate::{entry::Entry, freshness::Freshness};

impl Inner {
    /// Those of these entries that many ask for, that may be served while they are stale, and that
    /// are rendered after a purge: the most asked for, and no more than a purge may wait for.
    pub(crate) fn popular(&self, hit: &[Arc<Entry>]) -> Vec<Arc<Entry>> {
        let frequency = self.cache.frequency();
        let mut popular: Vec<_> = hit
            .iter()
            .filter(|entry| self.is_renewed(entry))
            .map(|entry| (frequency.of(entry.key().as_str()), entry))
            .filter(|(hits, _)| *hits >= self.settings.hot)
            .collect();
        popular.sort_by_key(|(hits, _)| Reverse(*hits));
        popular.truncate(self.settings.hottest);
        let popular = popular.into_iter();
        popular.map(|(_, entry)| Arc::clone(entry)).collect()
    }

    /// Data is read by the pages that show it, and may not be from before.
    fn is_renewed(&self, entry: &Entry) -> bool {
        let freshness = entry.freshness(self.shared().clock.now());
        let is_served = matches!(freshness, Freshness::Fresh { .. } | Freshness::Grace { .. });
        is_served
            && !entry.lifetime().grace.is_zero()
            && entry.vary().is_empty()
            && !entry.key().is_data()
            && !entry.status().is_client_error()
    }
}
