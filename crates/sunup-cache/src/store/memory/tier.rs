//! The memory as a [`Store`], beside other tiers.

use std::{sync::Arc, time::SystemTime};

use super::MemoryStore;
use crate::{
    entry::{Entry, Kept},
    key::Key,
    purge::{Selector, Strictness},
    store::{Store, StoreFuture},
};

impl Store for MemoryStore {
    fn get<'a>(&'a self, key: &'a Key) -> StoreFuture<'a, Option<Kept>> {
        Box::pin(async move { self.lookup(key.as_str()) })
    }

    fn put(&self, entry: Arc<Entry>) -> StoreFuture<'_, ()> {
        Box::pin(async move {
            let began = self.begin();
            self.keep(&entry, began, entry.stored_at());
            self.end(began);
        })
    }

    fn purge<'a>(
        &'a self,
        selector: &'a Selector,
        strictness: Strictness,
    ) -> StoreFuture<'a, usize> {
        Box::pin(async move {
            let hit = self.purge_with(
                selector,
                strictness,
                SystemTime::now(),
                |_| Vec::new(),
                |_| {},
            );
            hit.len()
        })
    }
}
