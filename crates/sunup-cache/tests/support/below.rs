//! A tier below the memory, as a disk would be.

#![allow(dead_code, unreachable_pub)]

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU8, Ordering},
    },
};

use sunup_cache::{
    entry::{Entry, Kept},
    key::Key,
    purge::{Selector, Strictness},
    store::{Store, StoreFuture},
};

#[derive(Default)]
pub struct Below {
    kept: Mutex<HashMap<Key, Kept>>,
    /// How many turns of the runtime each of its answers takes, before and after what it does.
    pub turns: AtomicU8,
    /// How many more a purge takes before it begins.
    pub turns_of_purge: AtomicU8,
}

impl Below {
    pub fn len(&self) -> usize {
        self.kept.lock().unwrap().len()
    }

    async fn turn(&self) {
        turns(&self.turns).await;
    }
}

async fn turns(count: &AtomicU8) {
    for _ in 0..count.load(Ordering::SeqCst) {
        tokio::task::yield_now().await;
    }
}

impl Store for Below {
    fn get<'a>(&'a self, key: &'a Key) -> StoreFuture<'a, Option<Kept>> {
        Box::pin(async move {
            self.turn().await;
            let kept = self.kept.lock().unwrap().get(key).cloned();
            self.turn().await;
            kept
        })
    }

    fn put(&self, entry: Arc<Entry>) -> StoreFuture<'_, ()> {
        Box::pin(async move {
            self.turn().await;
            {
                let mut kept = self.kept.lock().unwrap();
                if !entry.vary().is_empty() {
                    let varies = Kept::Varies(entry.vary().clone());
                    kept.insert(entry.base().clone(), varies);
                }
                kept.insert(entry.key().clone(), Kept::Entry(entry));
            }
            self.turn().await;
        })
    }

    fn purge<'a>(&'a self, selector: &'a Selector, _: Strictness) -> StoreFuture<'a, usize> {
        Box::pin(async move {
            self.turn().await;
            turns(&self.turns_of_purge).await;
            let gone = {
                let mut kept = self.kept.lock().unwrap();
                let before = kept.len();
                kept.retain(|_, kept| !matches!(kept, Kept::Entry(it) if selector.matches(it)));
                before - kept.len()
            };
            self.turn().await;
            gone
        })
    }
}
