//! Promise: after a strict purge nobody gets what was there before; a soft one makes it stale.

mod support;

use std::{sync::Arc, time::Duration};

use sunup_cache::{
    Settings,
    key::{KeyRule, Place, RouteRule},
    purge::{Purged, Selector, Strictness},
};
use support::{Site, page, page_with};

const CONTROL: &str = "public, s-maxage=60, stale-while-revalidate=600, stale-if-error=600";

fn tagged(tags: &'static str) -> support::Render {
    page_with(CONTROL, &[("cache-tag", tags)])
}

#[tokio::test(start_paused = true)]
async fn after_a_strict_purge_the_next_request_waits_for_one_new_render() {
    let site = Site::new(tagged("article:x, list"));
    site.get("/a").await;
    assert_eq!(site.cache.purge_tag("article:x").await.len(), 1);
    let gate = site.stub.close();
    let visits: Vec<_> = (0..20)
        .map(|_| {
            let site = site.clone();
            tokio::spawn(async move { site.get("/a").await })
        })
        .collect();
    site.stub.began(2).await;
    tokio::time::sleep(Duration::from_millis(5)).await;
    gate.open();
    for visit in visits {
        assert_eq!(visit.await.unwrap().text(), "<p>render 2</p>");
    }
    assert_eq!(site.stub.renders(), 2);
}

#[tokio::test(start_paused = true)]
async fn deleted_content_is_never_served_stale_whatever_fails() {
    let site = Site::new(tagged("article:x"));
    site.get("/a").await;
    site.cache.purge_tag("article:x").await;
    site.stub.set(support::failure());
    let answer = site.get("/a").await;
    assert_eq!((answer.status, answer.text()), (500, "it failed"));
    site.stub.set(support::Render::Panic);
    assert_eq!(site.get("/a").await.status, 500);
}

#[tokio::test(start_paused = true)]
async fn a_soft_purge_makes_stale_and_one_render_refreshes() {
    let site = Site::new(tagged("article:x"));
    site.get("/a").await;
    let soft = Selector::tag("article:x");
    assert_eq!(site.cache.purge(&soft, Strictness::Soft).await.len(), 1);
    let stale = site.get("/a").await;
    assert_eq!(stale.text(), "<p>render 1</p>");
    assert!(
        stale.cache().starts_with("sunup; hit; ttl=-"),
        "{}",
        stale.cache()
    );
    site.settle().await;
    let fresh = site.get("/a").await;
    assert_eq!(fresh.text(), "<p>render 2</p>");
    assert_eq!(site.stub.renders(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_render_that_a_purge_fell_into_is_never_stored_as_fresh() {
    let site = Site::new(tagged("article:x"));
    let gate = site.stub.close();
    let before = tokio::spawn({
        let site = site.clone();
        async move { site.get("/a").await }
    });
    site.stub.began(1).await;
    // Nobody knows yet which tags the render will have.
    assert!(site.cache.purge_tag("article:x").await.is_empty());
    let after = tokio::spawn({
        let site = site.clone();
        async move { site.get("/a").await }
    });
    tokio::time::sleep(Duration::from_millis(5)).await;
    gate.open();
    assert_eq!(before.await.unwrap().text(), "<p>render 1</p>");
    assert_eq!(after.await.unwrap().text(), "<p>render 2</p>");
    let later = site.get("/a").await;
    assert_eq!(later.text(), "<p>render 2</p>");
    assert_eq!(site.stub.renders(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_request_after_a_purge_of_its_path_does_not_wait_for_the_render_from_before() {
    let site = Site::new(tagged("x"));
    let gate = site.stub.close();
    let before = tokio::spawn({
        let site = site.clone();
        async move { site.get("/a").await }
    });
    site.stub.began(1).await;
    site.cache.purge_path("/a").await;
    let after = tokio::spawn({
        let site = site.clone();
        async move { site.get("/a").await }
    });
    // The second render begins while the first is still under way.
    site.stub.began(2).await;
    gate.open();
    before.await.unwrap();
    assert_eq!(after.await.unwrap().text(), "<p>render 2</p>");
    assert_eq!(site.get("/a").await.text(), "<p>render 2</p>");
}

#[tokio::test(start_paused = true)]
async fn a_soft_purge_during_a_render_leaves_it_stale() {
    let site = Site::new(tagged("x"));
    let gate = site.stub.close();
    let visit = tokio::spawn({
        let site = site.clone();
        async move { site.get("/a").await }
    });
    site.stub.began(1).await;
    site.cache
        .purge(&Selector::tag("x"), Strictness::Soft)
        .await;
    gate.open();
    assert_eq!(visit.await.unwrap().text(), "<p>render 1</p>");
    let stale = site.get("/a").await;
    assert!(
        stale.cache().starts_with("sunup; hit; ttl=-"),
        "{}",
        stale.cache()
    );
    site.settle().await;
    assert_eq!(site.get("/a").await.text(), "<p>render 2</p>");
}

#[tokio::test(start_paused = true)]
async fn a_refresh_under_way_does_not_bring_back_what_was_purged() {
    let site = Site::new(tagged("x"));
    site.get("/a").await;
    site.pass(100);
    let gate = site.stub.close();
    site.get("/a").await;
    site.stub.began(2).await;
    assert_eq!(site.cache.purge_tag("x").await.len(), 1);
    gate.open();
    site.settle().await;
    assert_eq!(site.get("/a").await.text(), "<p>render 3</p>");
}

#[tokio::test(start_paused = true)]
async fn a_purge_before_a_request_counts_though_another_follows() {
    let site = Site::new(tagged("article:x"));
    let gate = site.stub.close();
    let visit = || {
        let site = site.clone();
        tokio::spawn(async move { site.get("/a").await })
    };
    let before = visit();
    site.stub.began(1).await;
    site.cache.purge_tag("article:x").await;
    // It waits for the render that is under way, whose tags nobody knows yet.
    let between = visit();
    tokio::time::sleep(Duration::from_millis(5)).await;
    assert_eq!(site.stub.renders(), 1);
    site.cache.flush().await;
    gate.open();
    assert_eq!(before.await.unwrap().text(), "<p>render 1</p>");
    assert_eq!(between.await.unwrap().text(), "<p>render 2</p>");
}

#[tokio::test(start_paused = true)]
async fn purges_hit_what_they_name_and_nothing_else() {
    let site = Site::new(tagged("all"));
    for path in ["/tag", "/tag/rust", "/tag/rust/new", "/tags", "/", "/other"] {
        site.get(path).await;
    }
    assert_eq!(site.cache.purge_path("/tag").await.len(), 1);
    assert_eq!(site.cache.purge_prefix("/tag").await.len(), 2);
    assert_eq!(site.cache.stats().entries, 3);
    assert_eq!(site.cache.purge_prefix("/").await.len(), 3);
    site.get("/tags").await;
    assert!(site.cache.purge_tag("none").await.is_empty());
    assert_eq!(site.cache.purge_tag("all").await.len(), 1);
    site.get("/tags").await;
    assert_eq!(site.cache.flush().await.len(), 1);
    let stats = site.cache.stats();
    assert_eq!((stats.entries, stats.names), (0, 0));
}

#[tokio::test(start_paused = true)]
async fn a_purge_tells_what_it_hit() {
    let site = Site::new(tagged("x"));
    site.get("/a").await;
    let purged = site.cache.purge_tag("x").await;
    let keys = |purged: &Purged| {
        let keys = purged.entries().iter().map(|entry| entry.key().to_string());
        let mut keys: Vec<_> = keys.collect();
        keys.sort();
        keys
    };
    assert_eq!(keys(&purged), ["/a"]);
    assert_eq!(purged.entries()[0].body(), "<p>render 1</p>");

    // A soft one as well, and each entry once.
    site.get("/a").await;
    site.get("/b").await;
    let soft = site
        .cache
        .purge(&Selector::tag("x"), Strictness::Soft)
        .await;
    assert_eq!(keys(&soft), ["/a", "/b"]);
    assert_eq!(keys(&site.cache.purge_prefix("/").await), ["/a", "/b"]);
    assert!(site.cache.purge_tag("x").await.entries().is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_change_invalidates_what_is_stored_for_its_address() {
    let site = Site::new(page(CONTROL));
    site.get("/a").await;
    site.stub.next(support::failure());
    site.send(http::Request::post("/a")).await;
    assert_eq!(site.get("/a").await.text(), "<p>render 1</p>");
    let answer = site.send(http::Request::post("/a")).await;
    assert!(answer.cache().contains("fwd=method"), "{}", answer.cache());
    assert_eq!(site.get("/a").await.text(), "<p>render 4</p>");
}

#[tokio::test(start_paused = true)]
async fn a_purge_that_names_an_address_frees_it_from_the_render_under_way() {
    let route = Arc::new(RouteRule::new("/article/{slug}"));
    let rule = KeyRule::new(move |_| Place::of(&route));
    let selectors = [
        Selector::path("/article/x"),
        Selector::prefix("/article"),
        Selector::route("/article/{slug}"),
    ];
    for selector in selectors {
        let rule = rule.clone();
        let site = Site::with(tagged("x"), Settings::default(), |cache| cache.key(rule));
        let gate = site.stub.close();
        let visit = || {
            let site = site.clone();
            tokio::spawn(async move { site.get("/article/x").await })
        };
        let before = visit();
        site.stub.began(1).await;
        site.cache.purge(&selector, Strictness::Strict).await;
        let after = visit();
        // The second render does not wait for the first.
        let began = tokio::time::timeout(Duration::from_secs(1), site.stub.began(2)).await;
        assert!(began.is_ok(), "{selector}");
        gate.open();
        assert_eq!(
            before.await.unwrap().text(),
            "<p>render 1</p>",
            "{selector}"
        );
        assert_eq!(after.await.unwrap().text(), "<p>render 2</p>", "{selector}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_may_be_stored_since_a_purge_is_rendered_once_again() {
    let site = Site::new(page("private"));
    site.get("/").await;
    site.stub.set(tagged("x"));
    site.cache.purge_path("/").await;
    let gate = site.stub.close();
    let visits = site.visits(10);
    site.stub.began(2).await;
    tokio::time::sleep(Duration::from_millis(5)).await;
    gate.open();
    for visit in visits {
        assert_eq!(visit.await.unwrap().text(), "<p>render 2</p>");
    }
}
