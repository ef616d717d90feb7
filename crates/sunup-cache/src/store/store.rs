//! [`Store`]: what a tier of the cache has to be able to do.

use std::{future::Future, pin::Pin, sync::Arc};

use crate::{
    entry::{Entry, Kept},
    key::Key,
    purge::{Selector, Strictness},
};

/// A future that a [`Store`] answers with.
pub type StoreFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// A tier: memory, a disk, a server that several processes share.
///
/// A tier that fails answers as if it had nothing and says so in the log: a page can always be
/// rendered. It may forget an entry at any time. What it must not do is to hand out an entry
/// that a strict purge has hit.
pub trait Store: Send + Sync + 'static {
    /// What stands under a key.
    fn get<'a>(&'a self, key: &'a Key) -> StoreFuture<'a, Option<Kept>>;

    /// Keeps an entry under its own key, in place of the one before it. Where the entry varies by
    /// request headers, their names are kept under its [base](Entry::base).
    fn put(&self, entry: Arc<Entry>) -> StoreFuture<'_, ()>;

    /// Takes out the entries that a purge hits, or makes them stale. Returns how many.
    fn purge<'a>(
        &'a self,
        selector: &'a Selector,
        strictness: Strictness,
    ) -> StoreFuture<'a, usize>;
}
