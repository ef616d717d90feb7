//! Promise: results of functions are kept like pages, one read per name, and no request gets them.

mod support;

use bytes::Bytes;
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::Duration,
};
use sunup_cache::{
    Cache, Settings,
    data::{Data, DataError},
};
use support::{Site, page};
use tokio::sync::Semaphore;

const MINUTE: Duration = Duration::from_secs(60);

/// Something to read from: says how often it was read.
#[derive(Clone)]
struct Source {
    reads: Arc<AtomicUsize>,
    fails: Arc<AtomicBool>,
    gate: Arc<Semaphore>,
}

impl Source {
    fn new() -> Self {
        Self {
            reads: Arc::default(),
            fails: Arc::default(),
            gate: Arc::new(Semaphore::new(Semaphore::MAX_PERMITS)),
        }
    }

    fn shut() -> Self {
        Self {
            gate: Arc::new(Semaphore::new(0)),
            ..Self::new()
        }
    }

    fn reads(&self) -> usize {
        self.reads.load(Ordering::Relaxed)
    }

    fn fail(&self, fails: bool) {
        self.fails.store(fails, Ordering::Relaxed);
    }

    async fn of(&self, data: Data) -> Result<Bytes, DataError<String>> {
        let source = self.clone();
        data.read(move || {
            let source = source.clone();
            async move {
                let number = source.reads.fetch_add(1, Ordering::Relaxed) + 1;
                let _open = source
                    .gate
                    .acquire()
                    .await
                    .map_err(|error| error.to_string())?;
                match source.fails.load(Ordering::Relaxed) {
                    true => Err(format!("read {number} failed")),
                    false => Ok(Bytes::from(format!("read {number}"))),
                }
            }
        })
        .await
    }

    async fn text(&self, data: Data) -> String {
        let result = self.of(data).await.expect("a result");
        String::from_utf8(result.to_vec()).expect("a text")
    }
}

fn site() -> Site {
    Site::new(page("public, s-maxage=60"))
}

fn minute(cache: &Cache, name: &str) -> Data {
    cache.data(name).fresh(MINUTE)
}

#[tokio::test(start_paused = true)]
async fn a_result_is_read_once_and_then_given_until_its_time_is_over() {
    let (site, source) = (site(), Source::new());
    for _ in 0..3 {
        assert_eq!(source.text(minute(&site.cache, "a")).await, "read 1");
    }
    site.pass(61);
    assert_eq!(source.text(minute(&site.cache, "a")).await, "read 2");
    assert_eq!(site.cache.stats().data_hits, 2);
    assert_eq!(site.cache.stats().hits, 0, "hits are those of pages");
}

#[tokio::test(start_paused = true)]
async fn however_many_ask_there_is_one_read() {
    let (site, source) = (site(), Source::shut());
    let mut asked = Vec::new();
    for _ in 0..100 {
        let (cache, source) = (site.cache.clone(), source.clone());
        asked.push(tokio::spawn(async move {
            source.text(minute(&cache, "a")).await
        }));
    }
    site.settle().await;
    source.gate.add_permits(1);
    for one in asked {
        assert_eq!(one.await.expect("no panic"), "read 1");
    }
    assert_eq!(source.reads(), 1);
}

#[tokio::test(start_paused = true)]
async fn whoever_leaves_does_not_end_the_read_of_the_others() {
    let (site, source) = (site(), Source::shut());
    let (cache, reads) = (site.cache.clone(), source.clone());
    let left = tokio::spawn(async move { reads.text(minute(&cache, "a")).await });
    site.settle().await;
    left.abort();
    source.gate.add_permits(1);
    site.settle().await;
    assert_eq!(source.text(minute(&site.cache, "a")).await, "read 1");
}

#[tokio::test(start_paused = true)]
async fn a_purge_by_tag_reaches_data_and_pages_alike() {
    let site = Site::new(support::page_with(
        "public, s-maxage=60",
        &[("cache-tag", "x, y")],
    ));
    let source = Source::new();
    let tagged = || minute(&site.cache, "a").tag("x").tag("100%, and so on");
    assert_eq!(source.text(tagged()).await, "read 1");
    site.get("/").await;
    assert_eq!(site.cache.purge_tag("x").await.len(), 2);
    assert_eq!(source.text(tagged()).await, "read 2");
    assert_eq!(site.cache.purge_tag("100%, and so on").await.len(), 1);
    assert_eq!(source.text(tagged()).await, "read 3");
}

#[tokio::test(start_paused = true)]
async fn a_read_from_before_a_purge_is_nobodys_who_asks_after_it() {
    let (site, source) = (site(), Source::shut());
    let tagged = |cache: &Cache| minute(cache, "a").tag("x");
    let (cache, reads) = (site.cache.clone(), source.clone());
    let before = tokio::spawn(async move { reads.text(tagged(&cache)).await });
    site.settle().await;
    site.cache.purge_tag("x").await;
    source.gate.add_permits(2);
    assert_eq!(before.await.expect("no panic"), "read 1");
    assert_eq!(source.text(tagged(&site.cache)).await, "read 2");
}

#[tokio::test(start_paused = true)]
async fn a_stale_result_is_given_while_one_read_refreshes_it() {
    let (site, source) = (site(), Source::new());
    let stale = || minute(&site.cache, "a").stale_while_revalidate(MINUTE);
    assert_eq!(source.text(stale()).await, "read 1");
    site.pass(80);
    assert_eq!(source.text(stale()).await, "read 1");
    site.settle().await;
    assert_eq!(source.text(stale()).await, "read 2");
    assert_eq!(source.reads(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_failure_is_told_to_whoever_read_and_an_older_result_helps() {
    let (site, source) = (site(), Source::new());
    let lasting = || minute(&site.cache, "a").stale_if_error(MINUTE);
    source.fail(true);
    let failed = source.of(lasting()).await.expect_err("no result");
    assert!(
        matches!(&failed, DataError::Read(said) if said == "read 1 failed"),
        "{failed:?}"
    );
    source.fail(false);
    assert_eq!(source.text(lasting()).await, "read 2");
    source.fail(true);
    site.pass(80);
    assert_eq!(source.text(lasting()).await, "read 2");
    site.pass(80);
    assert!(source.of(lasting()).await.is_err());
}

#[tokio::test(start_paused = true)]
async fn a_read_that_never_ends_is_given_up() {
    let (site, source) = (site(), Source::shut());
    let late = source.of(minute(&site.cache, "a")).await;
    assert!(matches!(late, Err(DataError::Unavailable)), "{late:?}");
}

#[tokio::test(start_paused = true)]
async fn no_request_gets_data_and_no_data_is_a_page() {
    let (site, source) = (site(), Source::new());
    assert_eq!(source.text(minute(&site.cache, "secret")).await, "read 1");
    for address in ["/.data/secret", "/.data/secret%20data", "/%2edata/secret"] {
        let request = http::Request::get(address);
        let answer = site.send(request).await;
        assert!(
            answer.text().starts_with("<p>render"),
            "{address}: {}",
            answer.text()
        );
    }
    assert_eq!(source.text(minute(&site.cache, "secret")).await, "read 1");
}

#[tokio::test(start_paused = true)]
async fn names_that_differ_are_different_data() {
    let (site, source) = (site(), Source::new());
    let names = ["a", "a ", "a%20", "A", "a/../b", "b", "", "a?b", "\u{fc}"];
    for (number, name) in names.iter().enumerate() {
        let expected = format!("read {}", number + 1);
        assert_eq!(
            source.text(minute(&site.cache, name)).await,
            expected,
            "{name}"
        );
    }
    for name in names {
        source.text(minute(&site.cache, name)).await;
    }
    assert_eq!(source.reads(), names.len());
}

#[tokio::test(start_paused = true)]
async fn what_cannot_be_kept_is_read_each_time() {
    let (site, source) = (site(), Source::new());
    let long = "a".repeat(4_000);
    for number in 1..=2 {
        let text = source.text(minute(&site.cache, &long)).await;
        assert_eq!(text, format!("read {number}"));
    }
    let off = Cache::builder()
        .settings(Settings {
            on: false,
            ..Settings::default()
        })
        .build();
    for number in 3..=4 {
        assert_eq!(
            source.text(minute(&off, "a")).await,
            format!("read {number}")
        );
    }
    // Without a time nothing is kept.
    for number in 5..=6 {
        let text = source.text(site.cache.data("b")).await;
        assert_eq!(text, format!("read {number}"));
    }
}

#[tokio::test(start_paused = true)]
async fn a_result_beyond_the_limit_of_entries_is_given_and_not_kept() {
    let site = site();
    let big = Bytes::from(vec![7; 5 << 20]);
    for _ in 0..2 {
        let own = big.clone();
        let read = move || {
            let own = own.clone();
            async move { Ok::<_, String>(own) }
        };
        let result = minute(&site.cache, "big").read(read).await;
        assert_eq!(result.expect("a result"), big);
    }
    assert_eq!(site.cache.stats().entries, 0);
}

#[tokio::test(start_paused = true)]
async fn a_read_that_panics_is_no_end_of_its_name() {
    let site = site();
    let panics = || async { panic!("as the test wants it") };
    let read = minute(&site.cache, "a").read::<_, _, String>(panics).await;
    assert!(matches!(read, Err(DataError::Unavailable)), "{read:?}");
    let source = Source::new();
    assert_eq!(source.text(minute(&site.cache, "a")).await, "read 1");
}
