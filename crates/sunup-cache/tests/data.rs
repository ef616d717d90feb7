//! Promise: results of functions are kept like pages, one read per name, and no request gets them.

#[path = "support/source.rs"]
mod source;
mod support;

use bytes::Bytes;
use http::Request;
use source::{Source, text};
use std::time::Duration;
use sunup_cache::{
    Cache, Settings,
    data::{Data, DataError, Value},
    purge::{Selector, Strictness},
};
use support::{Site, page, page_with};

const MINUTE: Duration = Duration::from_secs(60);

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
}

#[tokio::test(start_paused = true)]
async fn data_is_counted_as_such_and_neither_as_requests_nor_as_renders() {
    let (site, source) = (site(), Source::new());
    let before = site.cache.stats();
    let lasting = || minute(&site.cache, "a").stale_while_revalidate(MINUTE);
    for _ in 0..3 {
        source.text(lasting()).await;
    }
    site.pass(80);
    source.text(lasting()).await;
    site.settle().await;
    source.fail(true);
    assert!(source.of(minute(&site.cache, "b")).await.is_err());
    let stats = site.cache.stats();
    let counts = (stats.data_hits, stats.data_reads, stats.data_failed);
    assert_eq!(counts, (3, 2, 1));
    let mut others = stats;
    (others.data_hits, others.data_reads, others.data_failed) = (0, 0, 0);
    (others.uptime, others.entries) = (before.uptime, before.entries);
    (others.bytes, others.names) = (before.bytes, before.names);
    assert_eq!(others, before, "nothing else is counted");
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
    let site = Site::new(page_with("public, s-maxage=60", &[("cache-tag", "x, y")]));
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
            async move { Ok::<_, String>(own.into()) }
        };
        let result = minute(&site.cache, "big").read(read).await;
        assert_eq!(result.expect("a result").bytes, big);
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

#[tokio::test(start_paused = true)]
async fn a_soft_purge_is_owed_a_read_or_a_page_would_be_new_with_what_is_old() {
    let (site, source) = (site(), Source::new());
    let lasting = || {
        let data = minute(&site.cache, "a").tag("x");
        data.stale_while_revalidate(MINUTE).stale_if_error(MINUTE)
    };
    let soften = async || {
        let soft = Strictness::Soft;
        site.cache.purge(&Selector::tag("x"), soft).await.len()
    };
    assert_eq!(source.text(lasting()).await, "read 1");
    assert_eq!(soften().await, 1);
    assert_eq!(source.text(lasting()).await, "read 2");
    assert_eq!(source.text(lasting()).await, "read 2");
    // It is no strict one: where reading fails, what was there helps.
    soften().await;
    source.fail(true);
    assert_eq!(source.text(lasting()).await, "read 2");
}

#[tokio::test(start_paused = true)]
async fn names_that_are_found_while_reading_are_told_to_whoever_gets_the_result() {
    let (site, source) = (site(), Source::new());
    let listed = || minute(&site.cache, "a").tag("list");
    let with_card = |value: Value| value.tag("card:x, y");
    for _ in 0..2 {
        let value = source.made(listed(), with_card).await.expect("a result");
        assert_eq!(text(&value), "read 1");
        let tags: Vec<&str> = value.tags.iter().map(AsRef::as_ref).collect();
        assert_eq!(tags, ["card:x, y", "list"]);
    }
    assert_eq!(site.cache.purge_tag("card:x, y").await.len(), 1);
    assert_eq!(source.text(listed()).await, "read 2");
}

#[tokio::test(start_paused = true)]
async fn what_is_for_one_is_kept_by_nobody() {
    let (site, source) = (site(), Source::new());
    for number in 1..=2 {
        let value = source.made(minute(&site.cache, "a"), Value::for_one).await;
        let value = value.expect("a result");
        assert_eq!(text(&value), format!("read {number}"));
    }
    assert_eq!(site.cache.stats().entries, 0);
}

#[tokio::test(start_paused = true)]
async fn that_there_is_nothing_is_kept_in_a_small_part_of_the_memory() {
    let site = site();
    let capacity = site.cache.stats().capacity;
    for number in 0..2_000 {
        let nothing = || async { Ok::<_, String>(Value::from(vec![7; 4 << 10]).absent()) };
        let name = format!("author:{number}");
        let value = minute(&site.cache, &name).read(nothing).await;
        assert!(value.expect("a result").absent);
    }
    let bytes = site.cache.stats().bytes;
    assert!(bytes > 0 && bytes < capacity / 10, "{bytes} of {capacity}");
    let again = minute(&site.cache, "small");
    let nothing = || async { Ok::<_, String>(Value::from("none").absent()) };
    for _ in 0..2 {
        let value = again.clone().read(nothing).await.expect("a result");
        assert!(value.absent && text(&value) == "none");
    }
    assert_eq!(site.cache.stats().data_hits, 1);
}

#[tokio::test(start_paused = true)]
async fn a_result_is_forgotten_by_its_name() {
    let (site, source) = (site(), Source::new());
    let one = || minute(&site.cache, "a:b c");
    source.text(one()).await;
    source.text(minute(&site.cache, "a:b")).await;
    one().forget().await;
    assert_eq!(source.text(one()).await, "read 3");
    assert_eq!(source.text(minute(&site.cache, "a:b")).await, "read 2");
}

#[tokio::test(start_paused = true)]
async fn operators_see_data_and_purge_it_by_path_and_kind() {
    let (site, source) = (site(), Source::new());
    source
        .text(minute(&site.cache, "tags:a b").tag("tags"))
        .await;
    source
        .text(minute(&site.cache, "tags:all").tag("tags"))
        .await;
    site.get("/").await;
    let top = site.cache.top(10);
    let shown: Vec<_> = top
        .entries
        .iter()
        .map(|it| (&*it.key, &*it.route))
        .collect();
    assert!(
        shown.contains(&("/.data/tags:a%20b data", "/.data/tags")),
        "{shown:?}"
    );
    for address in ["/.data/tags:a%20b", "/.data/tags:a%20b data"] {
        let told = site.explain(address).await;
        let summary = told["summary"].as_str().unwrap_or_default();
        let expected = "Data, which no visitor can ask for: fresh, and given from memory for ";
        assert!(summary.starts_with(expected), "{address}: {summary}");
        assert_eq!(told["entries"][0]["tags"][0], "tags");
    }
    let purge = async |query: &str| {
        let request = Request::post(format!("/cache/purge?{query}"));
        site.ask(request).await.1["purged"].as_u64()
    };
    assert_eq!(purge("path=/.data/tags:a%2520b").await, Some(1));
    let told = site.explain("/.data/tags:a%20b").await;
    let summary = told["summary"].as_str().unwrap_or_default();
    assert!(summary.contains("nothing is stored"), "{summary}");
    assert_eq!(purge("route=/.data/tags").await, Some(1));
    assert_eq!(site.cache.stats().entries, 1, "the page");
}

#[tokio::test(start_paused = true)]
async fn who_asks_after_a_purge_of_the_kind_waits_for_no_read_from_before() {
    let (site, source) = (site(), Source::shut());
    let (cache, reads) = (site.cache.clone(), source.clone());
    let before = tokio::spawn(async move { reads.text(minute(&cache, "tags:all")).await });
    site.settle().await;
    site.cache.purge_route("/.data/tags").await;
    let (cache, reads) = (site.cache.clone(), source.clone());
    let after = tokio::spawn(async move { reads.text(minute(&cache, "tags:all")).await });
    site.settle().await;
    assert_eq!(source.reads(), 2, "a read of its own");
    source.gate.add_permits(2);
    assert_eq!(before.await.expect("no panic"), "read 1");
    assert_eq!(after.await.expect("no panic"), "read 2");
}
