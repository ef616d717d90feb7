//! Promise: pages are ready before anybody asks, in the order of what that spares visitors, and
//! never at their cost.

mod support;

use std::{sync::Arc, time::Duration};

use http::Request;
use serde_json::Value;
use sunup_cache::{
    CacheBuilder, Settings,
    key::{KeyRule, Place, RouteRule},
    warm::{self, Warmer},
};
use support::{Render, Site, failure, page, page_with};

const FRESH: &str = "public, s-maxage=60, stale-while-revalidate=600";

fn keyed(builder: CacheBuilder) -> CacheBuilder {
    let pages = Arc::new(RouteRule::new("/{page}").query(["page"]));
    let own = Arc::new(RouteRule::new("/own").bypass());
    let rule = KeyRule::new(move |parts| match parts.uri.path() {
        "/own" => Place::of(&own),
        _ => Place::of(&pages),
    });
    builder.key(rule.theme("theme", &["system", "dark"]))
}

fn site(render: Render) -> Site {
    Site::with(render, Settings::default(), keyed)
}

/// One render at a time, so that their order can be seen.
fn one_by_one() -> warm::Settings {
    warm::Settings {
        parallel: 1,
        ..warm::Settings::default()
    }
}

fn warm(site: &Site, listed: &[&str]) -> Warmer {
    warm_with(site, one_by_one(), listed)
}

fn warm_with(site: &Site, settings: warm::Settings, listed: &[&str]) -> Warmer {
    let listed: Vec<String> = listed.iter().map(|path| (*path).to_owned()).collect();
    let list = move || std::future::ready(listed.clone());
    Warmer::start(&site.cache, site.stub.clone(), settings, list)
}

async fn pass(millis: u64) {
    tokio::time::sleep(Duration::from_millis(millis)).await;
}

fn rendered(site: &Site) -> Vec<String> {
    let seen = site.stub.seen().into_iter();
    seen.map(|request| request.uri).collect()
}

async fn visits(site: &Site, path: &str, times: usize) {
    for _ in 0..times {
        site.get(path).await;
    }
}

#[tokio::test(start_paused = true)]
async fn the_first_visitor_of_a_listed_page_finds_it_ready() {
    let site = site(page(FRESH));
    let warmer = warm(&site, &["/", "/about", "/tags?page=2"]);
    pass(1_000).await;
    let counted = site.cache.stats();
    assert_eq!((counted.entries, counted.renders_stored), (3, 3));
    assert_eq!((counted.misses, counted.hits), (0, 0));
    for path in ["/", "/about", "/tags?page=2&utm_source=x"] {
        let answer = site.get(path).await;
        assert!(answer.cache().starts_with("sunup; hit"), "{path}");
    }
    assert_eq!(rendered(&site), ["/", "/about", "/tags?page=2"]);
    assert_eq!(warmer.report().stored, 3);
}

#[tokio::test(start_paused = true)]
async fn what_is_ready_or_never_kept_is_left_out_and_counted() {
    let site = site(page(FRESH));
    site.get("/").await;
    let warmer = warm(&site, &["/", "/own", "no address", "/new", "/new"]);
    pass(1_000).await;
    assert_eq!(rendered(&site), ["/", "/new"]);
    let skipped = warmer.report().skipped;
    let count = |reason| skipped.get(reason).copied().unwrap_or(0);
    assert_eq!((count("fresh"), count("no-page")), (1, 2));
    assert_eq!(count("queued"), 1);
}

#[tokio::test(start_paused = true)]
async fn what_must_not_be_stored_is_rendered_once_in_vain() {
    let site = site(page("private, no-store"));
    let warmer = warm(&site, &["/"]);
    pass(1_000).await;
    site.ask(Request::post("/cache/warm")).await;
    pass(1_000).await;
    let report = warmer.report();
    assert_eq!((report.uncacheable, site.stub.renders()), (1, 1));
    assert_eq!(report.skipped["uncacheable"], 1);
}

#[tokio::test(start_paused = true)]
async fn after_a_purge_the_popular_pages_are_fresh_before_anyone_asks() {
    let site = site(page_with(FRESH, &[("cache-tag", "all")]));
    for (path, times) in [("/a", 8), ("/b", 200), ("/c", 1), ("/d", 40)] {
        visits(&site, path, times).await;
    }
    let _warmer = warm(&site, &[]);
    pass(100).await;
    let (before, waited) = (site.stub.renders(), site.cache.stats().misses);
    assert_eq!(site.cache.purge_tag("all").await.len(), 4);
    pass(1_000).await;
    assert_eq!(rendered(&site)[before..], ["/b", "/d", "/a", "/c"]);
    for path in ["/a", "/b", "/c", "/d"] {
        let answer = site.get(path).await;
        assert!(answer.cache().starts_with("sunup; hit"), "{path}");
    }
    assert_eq!(site.cache.stats().misses, waited);
}

#[tokio::test(start_paused = true)]
async fn a_page_is_rendered_again_in_the_theme_that_was_purged() {
    let site = site(page_with(FRESH, &[("cache-tag", "all")]));
    let dark = || Request::get("/a?page=2").header("cookie", "id=7; theme=dark");
    site.send(dark()).await;
    let _warmer = warm(&site, &[]);
    site.cache.purge_tag("all").await;
    pass(1_000).await;
    let seen = site.stub.seen();
    assert_eq!(seen.len(), 2);
    assert_eq!(
        (&seen[1].uri, &seen[1].headers),
        (&seen[0].uri, &seen[0].headers)
    );
    assert!(site.send(dark()).await.cache().starts_with("sunup; hit"));
}

#[tokio::test(start_paused = true)]
async fn a_render_that_a_purge_falls_into_is_made_again() {
    let site = site(page_with(FRESH, &[("cache-tag", "one, two")]));
    site.get("/").await;
    let warmer = warm(&site, &[]);
    let gate = site.stub.close();
    site.cache.purge_tag("one").await;
    site.stub.began(2).await;
    site.cache.purge_tag("two").await;
    gate.open();
    pass(1_000).await;
    assert_eq!(site.get("/").await.text(), "<p>render 3</p>");
    let report = warmer.report();
    assert_eq!((report.overtaken, report.stored), (1, 1));
}

#[tokio::test(start_paused = true)]
async fn purges_of_one_change_lead_to_one_render() {
    let site = site(page_with(FRESH, &[("cache-tag", "one, two")]));
    site.get("/").await;
    let _warmer = warm(&site, &["/"]);
    pass(100).await;
    for _ in 0..5 {
        site.cache.purge_tag("one").await;
        site.cache.purge_tag("two").await;
    }
    pass(1_000).await;
    assert_eq!(site.stub.renders(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_page_that_many_ask_for_never_expires() {
    let site = site(page(FRESH));
    visits(&site, "/hot", 50).await;
    visits(&site, "/cold", 2).await;
    let _warmer = warm(&site, &[]);
    for _ in 0..60 {
        site.pass(2);
        pass(5_000).await;
        let answer = site.get("/hot").await;
        let ready = answer.cache().starts_with("sunup; hit; ttl=");
        assert!(
            ready && !answer.cache().contains("ttl=-"),
            "{}",
            answer.cache()
        );
    }
    assert_eq!(site.stub.renders_of("/cold"), 1);
    assert!((2..=4).contains(&site.stub.renders_of("/hot")));
}

#[tokio::test(start_paused = true)]
async fn while_visitors_wait_nothing_is_rendered_ahead() {
    let site = site(page(FRESH));
    let gate = site.stub.close();
    let visitor = {
        let site = site.clone();
        tokio::spawn(async move { site.get("/slow").await })
    };
    site.stub.began(1).await;
    let warmer = warm(&site, &["/a", "/b"]);
    pass(9_000).await;
    assert_eq!(rendered(&site), ["/slow"]);
    let report = warmer.report();
    assert_eq!((report.state, report.queued), (warm::State::Yielding, 2));
    gate.open();
    assert_eq!(visitor.await.unwrap().status, 200);
    pass(1_000).await;
    assert_eq!(rendered(&site), ["/slow", "/a", "/b"]);
    assert_eq!(warmer.report().yielded, 1);
}

#[tokio::test(start_paused = true)]
async fn under_a_stream_of_waiting_visitors_pages_are_given_up_in_the_end() {
    let site = site(page(FRESH));
    let settings = warm::Settings {
        patience: Duration::from_secs(5),
        ..one_by_one()
    };
    let warmer = warm_with(&site, settings, &["/a", "/b"]);
    for visitor in 0..1_000 {
        // With a session, say: each of them waits for a render of his own.
        let path = format!("/own?visitor={visitor}");
        site.get(&path).await;
        pass(10).await;
    }
    assert_eq!(
        (site.stub.renders_of("/a"), site.stub.renders_of("/b")),
        (0, 0)
    );
    assert_eq!(warmer.report().skipped["under-load"], 2);
}

#[tokio::test(start_paused = true)]
async fn behind_a_route_that_fails_nothing_is_tried_and_it_is_said() {
    let site = site(failure());
    let warmer = warm(&site, &[]);
    for visitor in 0..10 {
        site.get(&format!("/{visitor}")).await;
    }
    let tried = site.stub.renders();
    let _again = warm(&site, &["/x", "/y"]);
    pass(500).await;
    assert_eq!(site.stub.renders(), tried);
    let (_, plan) = site.ask(Request::get("/cache/warm?dry-run")).await;
    assert_eq!(plan["skipped"]["circuit-open"], 2, "{plan}");
    assert_eq!(warmer.report().failed, 0);
}

#[tokio::test(start_paused = true)]
async fn a_panic_in_a_render_ends_no_warmer() {
    let site = site(page(FRESH));
    site.stub.next(Render::Panic);
    let warmer = warm(&site, &["/a", "/b"]);
    pass(1_000).await;
    let report = warmer.report();
    assert_eq!((report.failed, report.stored), (1, 1));
}

#[tokio::test(start_paused = true)]
async fn an_operator_sees_what_would_be_rendered_and_why() {
    let site = site(page_with(FRESH, &[("cache-tag", "all")]));
    // Visits are counted a sixth more or less, and this page's render cost nothing, while one that was
    // never made is taken to cost 20 ms: a few visits more or less must not decide.
    visits(&site, "/a", 300).await;
    let settings = warm::Settings {
        calm: Duration::from_secs(3_600),
        ..one_by_one()
    };
    let _warmer = warm_with(&site, settings, &["/new", "/a", "/own"]);
    pass(100).await;
    site.cache.purge_tag("all").await;
    pass(1_000).await;
    let before = site.stub.renders();
    let (status, plan) = site.ask(Request::get("/cache/warm?dry-run&limit=1")).await;
    assert_eq!(status, 200);
    assert_eq!(plan["total"], 2, "{plan}");
    let first = &plan["pages"][0];
    assert_eq!(
        (&first["key"], &first["why"]),
        (&"/a".into(), &"purged".into())
    );
    assert_eq!(first["staleness"], "missing");
    assert!(first["hits"].as_u64().unwrap() >= 100, "{plan}");
    assert_eq!(plan["skipped"]["no-page"], 1);
    let (_, report) = site.ask(Request::get("/cache/warm")).await;
    assert_eq!(
        (&report["state"], &report["queued"]),
        (&"yielding".into(), &2.into())
    );
    assert_eq!(report["last"], Value::Null);
    assert_eq!(site.stub.renders(), before);
}

#[tokio::test(start_paused = true)]
async fn an_operator_has_the_listed_pages_rendered() {
    let site = site(page("public, s-maxage=60"));
    let _warmer = warm(&site, &["/a"]);
    pass(1_000).await;
    site.pass(100);
    let (status, report) = site.ask(Request::post("/cache/warm")).await;
    assert_eq!((status, &report["queued"]), (200, &1.into()));
    pass(1_000).await;
    assert_eq!(site.stub.renders(), 2);
    let (_, report) = site.ask(Request::get("/cache/warm")).await;
    assert_eq!(
        (&report["stored"], &report["state"]),
        (&2.into(), &"resting".into())
    );
    assert_eq!(
        (&report["last"]["key"], &report["last"]["result"]),
        (&"/a".into(), &"stored".into())
    );
    let (status, _) = site.ask(Request::post("/cache/warm?dry-run")).await;
    assert_eq!(status, 405);
}

#[tokio::test(start_paused = true)]
async fn a_cache_without_a_warmer_says_so() {
    let site = site(page(FRESH));
    let (status, told) = site.ask(Request::get("/cache/warm")).await;
    assert_eq!(status, 404);
    assert!(told["error"].as_str().unwrap().contains("not switched on"));
    drop(warm(&site, &["/"]));
    pass(1_000).await;
    assert_eq!(site.ask(Request::get("/cache/warm")).await.0, 404);
    assert_eq!(site.stub.renders(), 0);
}

#[tokio::test(start_paused = true)]
async fn how_often_a_page_was_asked_for_survives_a_purge_and_counts_no_render_ahead() {
    let site = site(page(FRESH));
    let _warmer = warm(&site, &["/listed"]);
    visits(&site, "/a", 9).await;
    pass(1_000).await;
    site.cache.flush().await;
    pass(1_000).await;
    let frequency = site.cache.frequency();
    assert!((3..=20).contains(&frequency.of("/a")));
    assert_eq!(frequency.of("/listed"), 0);
}

#[tokio::test(start_paused = true)]
async fn data_that_pages_share_is_read_by_them_and_never_rendered_ahead() {
    let site = site(page_with(FRESH, &[("cache-tag", "x")]));
    let read = || async {
        let read = || async { Ok::<_, std::convert::Infallible>("shared".into()) };
        let data = site.cache.data("a").fresh(Duration::from_secs(60));
        let data = data
            .stale_while_revalidate(Duration::from_secs(600))
            .tag("x");
        data.read(read).await.expect("a result")
    };
    for _ in 0..50 {
        read().await;
    }
    visits(&site, "/", 1).await;
    let warmer = warm(&site, &[]);
    site.pass(58);
    pass(30_000).await;
    assert_eq!(site.cache.purge_tag("x").await.len(), 2);
    pass(1_000).await;
    let report = warmer.report();
    assert_eq!(report.skipped.values().sum::<u64>(), 0, "{report:?}");
    assert!(
        rendered(&site).iter().all(|uri| uri == "/"),
        "{:?}",
        rendered(&site)
    );
    // Who reads data renders a page, whose visitor is the one who waits.
    assert_eq!(report.yielded, 0);
}
