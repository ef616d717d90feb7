//! Promise: what a tier below the memory has is read once, answers at once, and no purge is undone
//! by what comes up from there.

mod support;

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use sunup_cache::{
    Settings,
    entry::{Entry, Kept},
    key::Key,
    purge::{Selector, Strictness},
    store::{Store, StoreFuture},
    warm::{self, Warmer},
};
use support::{Site, page_with};
use tokio::sync::Semaphore;

const CONTROL: &str = "public, s-maxage=60, stale-while-revalidate=60, stale-if-error=600";

/// A tier whose reads and purges take as long as a test wants. A read has looked before it waits,
/// as a disk's has; a purge has an effect before it waits.
struct Slow {
    kept: Mutex<HashMap<Key, Arc<Entry>>>,
    reads: AtomicUsize,
    reading: Semaphore,
    purging: Semaphore,
}

impl Slow {
    fn new() -> Arc<Self> {
        Arc::new(Self {
            kept: Mutex::default(),
            reads: AtomicUsize::new(0),
            reading: Semaphore::new(1_000),
            purging: Semaphore::new(1_000),
        })
    }

    /// A tier that has the pages of these paths.
    async fn with(paths: &[&str]) -> Arc<Self> {
        let slow = Self::new();
        let site = slow.site();
        for path in paths {
            site.get(path).await;
        }
        slow
    }

    fn site(self: &Arc<Self>) -> Site {
        let render = page_with(CONTROL, &[("cache-tag", "x")]);
        let below = Arc::clone(self);
        Site::with(render, Settings::default(), |builder| builder.below(below))
    }

    fn reads(&self) -> usize {
        self.reads.load(Ordering::SeqCst)
    }

    async fn reads_are(&self, reads: usize) {
        while self.reads() < reads {
            tokio::task::yield_now().await;
        }
    }
}

/// Holds one kind of work back until it is dropped.
async fn hold(gate: &Semaphore) -> tokio::sync::SemaphorePermit<'_> {
    gate.acquire_many(1_000).await.unwrap()
}

impl Store for Slow {
    fn get<'a>(&'a self, key: &'a Key) -> StoreFuture<'a, Option<Kept>> {
        Box::pin(async move {
            let found = self.kept.lock().unwrap().get(key).cloned();
            self.reads.fetch_add(1, Ordering::SeqCst);
            let _turn = self.reading.acquire().await.unwrap();
            found.map(Kept::Entry)
        })
    }

    fn put(&self, entry: Arc<Entry>) -> StoreFuture<'_, ()> {
        self.kept.lock().unwrap().insert(entry.key().clone(), entry);
        Box::pin(std::future::ready(()))
    }

    fn purge<'a>(&'a self, selector: &'a Selector, how: Strictness) -> StoreFuture<'a, usize> {
        if how == Strictness::Strict {
            let mut kept = self.kept.lock().unwrap();
            kept.retain(|_, entry| !selector.matches(entry));
        }
        Box::pin(async move {
            let _turn = self.purging.acquire().await.unwrap();
            0
        })
    }

    fn is_prompt(&self) -> bool {
        true
    }

    fn name(&self) -> &'static str {
        "slow"
    }
}

#[tokio::test]
async fn a_hit_below_is_a_hit_and_the_next_one_comes_from_memory() {
    let slow = Slow::with(&["/a"]).await;
    let site = slow.site();
    let first = site.get("/a").await;
    assert_eq!(first.text(), "<p>render 1</p>");
    assert!(first.cache().starts_with("sunup; hit; ttl="));
    assert!(first.cache().ends_with("; detail=slow"));
    assert!(site.get("/a").await.cache().ends_with("detail=memory"));
    assert_eq!((site.stub.renders(), slow.reads()), (0, 2));
    let stats = site.cache.stats();
    assert_eq!((stats.hits, stats.misses), (2, 0));
}

#[tokio::test]
async fn many_visitors_cause_one_read() {
    let slow = Slow::with(&["/"]).await;
    let site = slow.site();
    let before = slow.reads();
    let held = hold(&slow.reading).await;
    let visits = site.visits(50);
    slow.reads_are(before + 1).await;
    drop(held);
    for visit in visits {
        assert_eq!(visit.await.unwrap().text(), "<p>render 1</p>");
    }
    assert_eq!((slow.reads(), site.stub.renders()), (before + 1, 0));
}

#[tokio::test]
async fn what_is_read_while_it_is_purged_neither_answers_nor_moves_up() {
    for selector in [Selector::tag("x"), Selector::path("/a"), Selector::All] {
        let slow = Slow::with(&["/a"]).await;
        let site = slow.site();
        let before = slow.reads();
        let held = hold(&slow.reading).await;
        let visit = tokio::spawn({
            let site = site.clone();
            async move { site.get("/a").await }
        });
        slow.reads_are(before + 1).await;
        site.cache.purge(&selector, Strictness::Strict).await;
        // Whoever comes now does not wait for the read of the old one.
        let later = tokio::spawn({
            let site = site.clone();
            async move { site.get("/a").await }
        });
        slow.reads_are(before + 2).await;
        drop(held);
        assert!(
            later.await.unwrap().cache().contains("fwd=miss"),
            "{selector}"
        );
        assert!(
            visit.await.unwrap().cache().contains("fwd=miss"),
            "{selector}"
        );
        assert_eq!(site.stub.renders(), 1);
        assert!(site.get("/a").await.cache().ends_with("detail=memory"));
    }
}

#[tokio::test]
async fn while_a_purge_is_on_its_way_below_nothing_old_comes_up() {
    let slow = Slow::with(&["/a"]).await;
    let site = slow.site();
    let held = hold(&slow.purging).await;
    let purge = tokio::spawn({
        let cache = site.cache.clone();
        async move { cache.purge_tag("x").await }
    });
    tokio::task::yield_now().await;
    assert!(site.get("/a").await.cache().contains("fwd=miss"));
    drop(held);
    purge.await.unwrap();
    // What was rendered meanwhile is from after the purge.
    assert!(site.get("/a").await.cache().contains("hit"));
    assert_eq!(site.stub.renders(), 1);
}

#[tokio::test]
async fn a_soft_purge_during_a_read_leaves_what_it_brings_stale() {
    let slow = Slow::with(&["/a"]).await;
    let site = slow.site();
    let before = slow.reads();
    let held = hold(&slow.reading).await;
    let visit = tokio::spawn({
        let site = site.clone();
        async move { site.get("/a").await }
    });
    slow.reads_are(before + 1).await;
    let selector = Selector::tag("x");
    site.cache.purge(&selector, Strictness::Soft).await;
    drop(held);
    let answer = visit.await.unwrap();
    assert!(
        answer.cache().starts_with("sunup; hit; ttl=-"),
        "{}",
        answer.cache()
    );
    site.settle().await;
    assert_eq!(site.stub.renders(), 1);
}

#[tokio::test]
async fn what_is_stale_below_answers_at_once_and_is_refreshed_behind() {
    let slow = Slow::with(&["/a"]).await;
    let site = slow.site();
    site.pass(90);
    let answer = site.get("/a").await;
    assert_eq!(answer.text(), "<p>render 1</p>");
    assert!(
        answer.cache().starts_with("sunup; hit; ttl=-"),
        "{}",
        answer.cache()
    );
    site.settle().await;
    assert_eq!(site.stub.renders(), 1);
    assert!(site.get("/a").await.ttl() >= 54);
}

#[tokio::test]
async fn what_is_below_stands_in_for_a_render_that_fails() {
    let slow = Slow::with(&["/a"]).await;
    let site = slow.site();
    site.pass(300);
    site.stub.set(support::failure());
    let answer = site.get("/a").await;
    assert_eq!((answer.status, answer.text()), (200, "<p>render 1</p>"));
    assert_eq!(site.stub.renders(), 1);
}

#[tokio::test]
async fn only_if_cached_is_answered_from_below() {
    let slow = Slow::with(&["/a"]).await;
    let site = slow.site();
    let request = || http::Request::get("/a").header("cache-control", "only-if-cached");
    assert_eq!(site.send(request()).await.status, 200);
    assert_eq!(site.stub.renders(), 0);
}

#[tokio::test]
async fn an_operator_is_told_that_the_answer_is_below() {
    let slow = Slow::with(&["/a"]).await;
    let site = slow.site();
    // This tier does not know without looking.
    let told = site.explain("/a").await;
    assert!(told["below"].is_null());
}

#[tokio::test(start_paused = true)]
async fn what_is_below_moves_up_and_is_not_rendered_ahead() {
    let slow = Slow::with(&["/"]).await;
    let site = slow.site();
    let list = || std::future::ready(vec!["/".to_owned()]);
    let settings = warm::Settings::default();
    let warmer = Warmer::start(&site.cache, site.stub.clone(), settings, list);
    tokio::time::sleep(Duration::from_secs(1)).await;
    let there = site.cache.stats();
    assert_eq!((site.stub.renders(), there.entries), (0, 1));
    assert_eq!(warmer.report().skipped["fresh"], 1);
    let answer = site.get("/").await;
    assert!(
        answer.cache().ends_with("detail=memory"),
        "{}",
        answer.cache()
    );
}
