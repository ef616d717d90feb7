//! [`Store`]: what a tier of the cache has to be able to do.

use std::{
    future::{Future, ready},
    pin::Pin,
    sync::Arc,
};

use super::earlier::{Earlier, EarlierBuilds};
use crate::{
    entry::{BuildId, Entry, Kept},
    key::Key,
    purge::{Selector, Strictness},
    stats::TierReport,
};

/// A future that a [`Store`] answers with.
pub type StoreFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// A tier: memory, a disk, a server that several processes share.
///
/// A tier that fails answers as if it had nothing and says so in the log: a page can always be
/// rendered. It may forget an entry at any time. What it must not do is to hand out an entry
/// that a strict purge has hit.
///
/// The cache calls [`put`](Self::put) and [`purge`](Self::purge) under the lock that orders its own
/// entries and purges, and waits for their futures afterwards. In a tier that is
/// [prompt](Self::is_prompt) they take effect when they are called, and a future is for what takes
/// its time, as a disk's sync does.
pub trait Store: Send + Sync + 'static {
    /// What stands under a key.
    fn get<'a>(&'a self, key: &'a Key) -> StoreFuture<'a, Option<Kept>>;

    /// Keeps an entry under its own key, in place of the one before it. Where the entry varies by
    /// request headers, their names are kept under its [base](Entry::base).
    fn put(&self, entry: Arc<Entry>) -> StoreFuture<'_, ()>;

    /// Takes out the entries that a purge hits, or makes them stale. Returns how many, as far as
    /// that is known without looking at each. A tier that outlives the process answers when it
    /// would know of the purge after a crash.
    fn purge<'a>(
        &'a self,
        selector: &'a Selector,
        strictness: Strictness,
    ) -> StoreFuture<'a, usize>;

    /// Whether put and purge take effect when they are called, and not only when their futures are
    /// done. For a tier of which this is not true, the cache purges its memory once more after it.
    fn is_prompt(&self) -> bool {
        false
    }

    /// The word for it in `Cache-Status`.
    fn name(&self) -> &'static str {
        "below"
    }

    /// Whether something stands under a key, as far as is known without waiting.
    fn holds(&self, _key: &Key) -> bool {
        false
    }

    /// What it did and what it has, for operators.
    fn report(&self) -> Option<TierReport> {
        None
    }

    /// The build that renders, for a tier that has entries of several.
    fn build(&self) -> Option<&BuildId> {
        None
    }

    /// What pages of a build name it by, in the addresses of its assets: two renders that differ in
    /// nothing else are the same.
    fn named_in_pages<'a>(&self, build: &'a BuildId) -> &'a str {
        build.as_str()
    }

    /// How many entries of earlier builds there are to be rendered anew. `None` for a tier that has
    /// none of other builds, and while it is not known.
    fn earlier_builds(&self) -> Option<EarlierBuilds> {
        None
    }

    /// The next of these entries, the hottest first, so many at most. Each is handed out once; none
    /// means that all were.
    fn next_of_earlier_builds(&self, _limit: usize) -> StoreFuture<'_, Vec<Earlier>> {
        Box::pin(ready(Vec::new()))
    }
}
