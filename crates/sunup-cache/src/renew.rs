//! [`Cache::renew`]: a purge that visitors of popular pages do not notice.

use std::{sync::Arc, time::Duration};

use tokio::time::{Instant, sleep};

use crate::{
    cache::{Cache, Shared},
    entry::{Entry, Kept},
    purge::{Purged, Selector, Strictness},
};

/// How often it is looked whether a page was rendered.
const LOOK: Duration = Duration::from_millis(5);

impl Cache {
    /// A strict purge of several names, which takes effect in two steps. At once it takes out what
    /// few ask for, and whatever is kept below the memory; the pages that many ask for are stale
    /// until the [warmer](crate::warm) has rendered them, and for at most this time. So their visitors
    /// wait for no render, and when it returns no request that comes from then on gets an answer
    /// from before the change. Without a warmer it is [`Cache::purge`].
    ///
    /// Call it once for a change, with all of its names.
    pub async fn renew(&self, selectors: &[Selector], within: Duration) -> Purged {
        let shared = &self.shared;
        let mut spared = Spared::default();
        let (mut hit, mut below) = (Vec::new(), Vec::new());
        // All of them before anything is awaited: what is rendered from then on is of the new time.
        for selector in selectors {
            let (more, stores) = shared.purge(selector, Strictness::Strict, &mut spared);
            hit.extend(more);
            below.extend(stores);
        }
        for purge in below {
            purge.await;
        }
        let deadline = Instant::now() + within;
        while spared.are_left(shared) && Instant::now() < deadline {
            sleep(LOOK).await;
        }
        for entry in spared.0 {
            shared.store.remove(&entry);
        }
        hit.sort_unstable_by_key(Arc::as_ptr);
        hit.dedup_by_key(|entry| Arc::as_ptr(entry));
        Purged::new(hit)
    }
}

/// Entries that a strict purge leaves until there are others.
#[derive(Default)]
struct Spared(Vec<Arc<Entry>>);

impl Spared {
    /// Whether some still are the entries of their keys; forgets the others.
    fn are_left(&mut self, shared: &Shared) -> bool {
        self.0.retain(|entry| {
            let kept = shared.store.peek(entry.key());
            matches!(kept, Some(Kept::Entry(other)) if Arc::ptr_eq(&other, entry))
        });
        !self.0.is_empty()
    }
}

/// Which of the entries that a strict purge hits it leaves, as stale.
pub(crate) trait Spare {
    /// Those that it leaves.
    fn of(&mut self, shared: &Shared, hit: &[Arc<Entry>]) -> Vec<Arc<Entry>>;
}

/// A purge that leaves none.
pub(crate) struct Nothing;

impl Spare for Nothing {
    fn of(&mut self, _: &Shared, _: &[Arc<Entry>]) -> Vec<Arc<Entry>> {
        Vec::new()
    }
}

impl Spare for Spared {
    fn of(&mut self, shared: &Shared, hit: &[Arc<Entry>]) -> Vec<Arc<Entry>> {
        let Some(warmer) = shared.warming.warmer().filter(|_| shared.is_prompt()) else {
            return Vec::new();
        };
        let left = warmer.popular(hit);
        self.0.extend(left.iter().cloned());
        left
    }
}
