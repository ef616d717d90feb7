//! Promise: what a write made stands in place of what was read before, and never in place of what
//! is newer.

#[path = "support/source.rs"]
mod source;
mod support;

use source::{Source, text};
use std::{
    sync::{Arc, Mutex},
    time::Duration,
};
use sunup_cache::{
    Cache,
    data::{Data, DataError, Value},
};
use support::{Site, page, page_with};
use tokio::{sync::oneshot, task::JoinHandle};

/// What the site's database would be.
#[derive(Clone)]
struct Database(Arc<Mutex<String>>);

impl Database {
    fn new() -> Self {
        Self(Arc::new(Mutex::new("old".to_owned())))
    }

    fn get(&self) -> String {
        self.0.lock().expect("no panic").clone()
    }

    fn commit(&self, value: &str) {
        value.clone_into(&mut self.0.lock().expect("no panic"));
    }

    async fn read(&self, data: Data) -> String {
        let database = self.clone();
        let read = move || {
            let database = database.clone();
            async move { Ok::<_, String>(Value::from(database.get())) }
        };
        text(&data.read(read).await.expect("a result"))
    }

    /// A write that is committed, and goes on when it is told to.
    async fn held(
        &self,
        data: Data,
        value: &'static str,
    ) -> (JoinHandle<String>, oneshot::Sender<()>) {
        let (go, gone) = oneshot::channel::<()>();
        let (done, committed) = oneshot::channel::<()>();
        let database = self.clone();
        let write = tokio::spawn(async move {
            let written = data.write(async move {
                database.commit(value);
                let _ = done.send(());
                let _ = gone.await;
                Ok::<_, String>(Value::from(value))
            });
            text(&written.await.expect("a result"))
        });
        committed.await.expect("a commit");
        (write, go)
    }
}

fn site() -> Site {
    Site::new(page_with("public, s-maxage=60", &[("cache-tag", "x")]))
}

fn data(cache: &Cache) -> Data {
    cache.data("a").fresh(Duration::from_secs(60)).tag("x")
}

async fn write(data: Data, value: &'static str) -> String {
    let written = data.write(async move { Ok::<_, String>(Value::from(value)) });
    text(&written.await.expect("a result"))
}

#[tokio::test(start_paused = true)]
async fn what_was_written_is_there_without_a_read_and_what_shows_it_is_made_anew() {
    let (site, source) = (site(), Source::new());
    assert_eq!(source.text(data(&site.cache)).await, "read 1");
    site.get("/").await;
    assert_eq!(write(data(&site.cache), "new").await, "new");
    assert_eq!(source.text(data(&site.cache)).await, "new");
    assert_eq!(source.reads(), 1);
    site.get("/").await;
    assert_eq!(site.stub.renders(), 2, "its tag was purged");
    assert_eq!(site.cache.stats().purged_strictly, 2);
    site.pass(61);
    assert_eq!(source.text(data(&site.cache)).await, "read 2");
}

#[tokio::test(start_paused = true)]
async fn a_read_from_before_a_write_does_not_replace_what_was_written() {
    let (site, source) = (site(), Source::shut());
    let (cache, reads) = (site.cache.clone(), source.clone());
    let before = tokio::spawn(async move { reads.text(data(&cache)).await });
    site.settle().await;
    assert_eq!(source.reads(), 1, "it has begun");
    write(data(&site.cache), "new").await;
    // Nobody who comes after the write waits for that read.
    assert_eq!(source.text(data(&site.cache)).await, "new");
    source.gate.add_permits(1);
    assert_eq!(before.await.expect("no panic"), "read 1");
    site.settle().await;
    assert_eq!(source.text(data(&site.cache)).await, "new");
}

#[tokio::test(start_paused = true)]
async fn a_page_from_before_a_write_does_not_outlive_it() {
    let site = site();
    let gate = site.stub.close();
    let before = site.visits(1);
    site.stub.began(1).await;
    write(data(&site.cache), "new").await;
    gate.open();
    for visit in before {
        visit.await.expect("no panic");
    }
    let next = site.get("/").await;
    assert_eq!(next.text(), "<p>render 2</p>");
}

#[tokio::test(start_paused = true)]
async fn of_two_writes_at_once_neither_is_put_as_nobody_knows_which_came_last() {
    // In whichever order they are committed and come to their ends.
    for first_ends_first in [true, false] {
        let (site, database) = (site(), Database::new());
        let (one, end_one) = database.held(data(&site.cache), "one").await;
        let (two, end_two) = database.held(data(&site.cache), "two").await;
        let ends = match first_ends_first {
            true => [(one, end_one), (two, end_two)],
            false => [(two, end_two), (one, end_one)],
        };
        for (write, end) in ends {
            end.send(()).expect("a write that waits");
            write.await.expect("no panic");
        }
        assert_eq!(database.read(data(&site.cache)).await, "two");
    }
}

#[tokio::test(start_paused = true)]
async fn a_purge_that_falls_into_a_write_is_of_a_change_that_it_may_not_know() {
    let (site, database) = (site(), Database::new());
    let (write, end) = database.held(data(&site.cache), "one").await;
    database.commit("two");
    site.cache.purge_tag("x").await;
    end.send(()).expect("a write that waits");
    assert_eq!(write.await.expect("no panic"), "one");
    assert_eq!(database.read(data(&site.cache)).await, "two");
    // A purge of something else is none of its business.
    let (write, end) = database.held(data(&site.cache), "three").await;
    site.cache.purge_tag("y").await;
    end.send(()).expect("a write that waits");
    write.await.expect("no panic");
    let reads = site.cache.stats().data_reads;
    assert_eq!(database.read(data(&site.cache)).await, "three");
    assert_eq!(site.cache.stats().data_reads, reads, "it was put");
}

#[tokio::test(start_paused = true)]
async fn whoever_leaves_does_not_come_between_a_change_and_its_purge() {
    let (site, database) = (site(), Database::new());
    assert_eq!(database.read(data(&site.cache)).await, "old");
    let (write, end) = database.held(data(&site.cache), "new").await;
    write.abort();
    site.settle().await;
    assert_eq!(
        database.read(data(&site.cache)).await,
        "old",
        "it is not over"
    );
    end.send(()).expect("a write that waits");
    site.settle().await;
    let reads = site.cache.stats().data_reads;
    assert_eq!(database.read(data(&site.cache)).await, "new");
    assert_eq!(site.cache.stats().data_reads, reads);
}

#[tokio::test(start_paused = true)]
async fn a_write_that_fails_or_panics_purges_as_nobody_knows_how_far_it_came() {
    let (site, database) = (site(), Database::new());
    assert_eq!(database.read(data(&site.cache)).await, "old");
    let own = database.clone();
    let failed = data(&site.cache).write(async move {
        own.commit("half");
        Err::<Value, _>("the connection broke off".to_owned())
    });
    let failed = failed.await.expect_err("no result");
    assert!(matches!(failed, DataError::Read(_)), "{failed:?}");
    assert_eq!(database.read(data(&site.cache)).await, "half");

    let own = database.clone();
    let broken = data(&site.cache).write::<_, String>(async move {
        own.commit("more");
        panic!("as the test wants it")
    });
    let broken = broken.await.expect_err("no result");
    assert!(matches!(broken, DataError::Unavailable), "{broken:?}");
    assert_eq!(database.read(data(&site.cache)).await, "more");
}

#[tokio::test(start_paused = true)]
async fn what_must_not_be_kept_is_written_and_purged_all_the_same() {
    let site = Site::new(page("public, s-maxage=60"));
    let source = Source::new();
    let long = || site.cache.data("a".repeat(4_000)).tag("x");
    let tagged = || data(&site.cache);
    source.text(tagged()).await;
    assert_eq!(write(long(), "new").await, "new");
    assert_eq!(source.text(tagged()).await, "read 2", "the tag was purged");
    let without_a_time = site.cache.data("b").tag("x");
    write(without_a_time, "new").await;
    assert_eq!(source.text(tagged()).await, "read 3");
    let own = tagged().write(async { Ok::<_, String>(Value::from("own").for_one()) });
    own.await.expect("a result");
    assert_eq!(source.text(tagged()).await, "read 4");
    assert_eq!(site.cache.stats().entries, 1);
}
