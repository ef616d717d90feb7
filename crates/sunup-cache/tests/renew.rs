//! Promise: after a change, visitors of popular pages wait for no render, and nobody gets the old
//! page once the purge has returned.

mod support;

use std::{sync::Arc, time::Duration};

use sunup_cache::{
    CacheBuilder, Settings,
    key::{KeyRule, Place, RouteRule},
    purge::Selector,
    warm::{self, Warmer},
};
use support::{Site, page_with};

const FRESH: &str = "public, s-maxage=60, stale-while-revalidate=600";
const WITHIN: Duration = Duration::from_secs(1);

fn keyed(builder: CacheBuilder) -> CacheBuilder {
    let pages = Arc::new(RouteRule::new("/{page}"));
    builder.key(KeyRule::new(move |_| Place::of(&pages)))
}

fn site(control: &str) -> Site {
    let render = page_with(control, &[("cache-tag", "all")]);
    Site::with(render, Settings::default(), keyed)
}

fn warm(site: &Site) -> Warmer {
    let none = || std::future::ready(Vec::new());
    Warmer::start(
        &site.cache,
        site.stub.clone(),
        warm::Settings::default(),
        none,
    )
}

async fn visits(site: &Site, path: &str, times: usize) {
    for _ in 0..times {
        site.get(path).await;
    }
}

fn all() -> [Selector; 1] {
    [Selector::tag("all")]
}

#[tokio::test(start_paused = true)]
async fn visitors_of_a_popular_page_get_the_old_one_until_the_new_one_is_there() {
    let site = site(FRESH);
    visits(&site, "/hot", 50).await;
    visits(&site, "/cold", 1).await;
    let _warmer = warm(&site);
    let gate = site.stub.close();
    let renewal = {
        let cache = site.cache.clone();
        tokio::spawn(async move { cache.renew(&all(), WITHIN).await.len() })
    };
    site.stub.began(3).await;
    let old = site.get("/hot").await;
    assert!(
        old.cache().starts_with("sunup; hit; ttl=-"),
        "{}",
        old.cache()
    );
    assert_eq!(old.text(), "<p>render 1</p>");
    assert!(!renewal.is_finished());
    gate.open();
    assert_eq!(renewal.await.unwrap(), 2);
    let new = site.get("/hot").await;
    assert!(
        new.cache().starts_with("sunup; hit; ttl="),
        "{}",
        new.cache()
    );
    assert_ne!(new.text(), "<p>render 1</p>");
    assert_eq!(site.cache.stats().misses, 2);
}

#[tokio::test(start_paused = true)]
async fn what_few_ask_for_is_gone_at_once() {
    let site = site(FRESH);
    visits(&site, "/hot", 50).await;
    visits(&site, "/cold", 1).await;
    let _warmer = warm(&site);
    let gate = site.stub.close();
    let renewal = {
        let cache = site.cache.clone();
        tokio::spawn(async move { cache.renew(&all(), WITHIN).await })
    };
    site.stub.began(3).await;
    let visitor = {
        let site = site.clone();
        tokio::spawn(async move { site.get("/cold").await })
    };
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert!(!visitor.is_finished());
    gate.open();
    assert_ne!(visitor.await.unwrap().text(), "<p>render 2</p>");
    renewal.await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_render_that_takes_too_long_leaves_nobody_the_old_page() {
    let site = site(FRESH);
    visits(&site, "/hot", 50).await;
    let _warmer = warm(&site);
    let gate = site.stub.close();
    site.cache.renew(&all(), WITHIN).await;
    let visitor = {
        let site = site.clone();
        tokio::spawn(async move { site.get("/hot").await })
    };
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert!(!visitor.is_finished());
    gate.open();
    assert_ne!(visitor.await.unwrap().text(), "<p>render 1</p>");
}

#[tokio::test(start_paused = true)]
async fn a_page_without_grace_is_gone_at_once_however_many_ask_for_it() {
    let site = site("public, s-maxage=60");
    visits(&site, "/hot", 50).await;
    let _warmer = warm(&site);
    let _gate = site.stub.close();
    site.cache.renew(&all(), WITHIN).await;
    assert_eq!(site.cache.stats().entries, 0);
}

#[tokio::test(start_paused = true)]
async fn without_a_warmer_it_is_a_purge() {
    let site = site(FRESH);
    visits(&site, "/hot", 50).await;
    let hit = site.cache.renew(&all(), WITHIN).await;
    assert_eq!((hit.len(), site.cache.stats().entries), (1, 0));
}

#[tokio::test(start_paused = true)]
async fn a_page_with_several_of_the_names_is_rendered_once_and_counted_once() {
    let render = page_with(FRESH, &[("cache-tag", "one, two, three")]);
    let site = Site::with(render, Settings::default(), keyed);
    visits(&site, "/hot", 50).await;
    let _warmer = warm(&site);
    let names = ["one", "two", "three", "four"].map(Selector::tag);
    let hit = site.cache.renew(&names, WITHIN).await;
    tokio::time::sleep(WITHIN).await;
    assert_eq!((hit.len(), site.stub.renders()), (1, 2));
}
