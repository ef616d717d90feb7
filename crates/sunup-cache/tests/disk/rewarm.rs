//! What becomes of an earlier build's pages after a deployment.

use std::{future::ready, time::Duration};

use http::Request;
use serde_json::Value;
use sunup_cache::{
    entry::BuildId,
    store::disk::DiskSettings,
    warm::{self, Rewarming, Warmer},
};

use crate::{
    place::{CONTROL, Place, Running},
    support::{Render, page},
};

/// A page that a build rendered: it names the build's assets, and has this text.
pub(crate) fn built(build: &str, text: &str) -> Render {
    let Render::Page(status, fields, _) = page(CONTROL) else {
        panic!("a page");
    };
    let script = format!("<script type=module src=/pkg/{build}/site.js></script>");
    let again = format!("<img src=/pkg/{build}/a.svg>");
    Render::Page(status, fields, format!("{script}<p>{text}</p>{again}"))
}

/// The settings of a build that comes after another, whose assets are served.
pub(crate) fn after(place: &Place, own: &str, earlier: &'static str) -> DiskSettings {
    let own = place.settings().build(BuildId::new(own));
    own.builds_that_can_be_served(move |build| build.as_str() == earlier)
}

pub(crate) fn warm(running: &Running) -> Warmer {
    let settings = warm::Settings {
        parallel: 1,
        ..warm::Settings::default()
    };
    let nothing = || ready(Vec::new());
    Warmer::start(
        &running.site.cache,
        running.site.stub.clone(),
        settings,
        nothing,
    )
}

pub(crate) fn rewarming(running: &Running) -> Option<Rewarming> {
    running.site.cache.stats().rewarming
}

/// Waits until the renders that take the place of an earlier build's are on disk.
pub(crate) async fn until_left(running: &Running, left: u64) -> Rewarming {
    for _ in 0..2_000 {
        match rewarming(running) {
            Some(now) if now.left == left && !now.under_way => return now,
            _ => tokio::time::sleep(Duration::from_millis(10)).await,
        }
    }
    panic!("it stays {:?}", rewarming(running));
}

/// A place with pages of build `one`, each visited so often.
pub(crate) async fn pages_of_one(pages: &[(&str, usize)]) -> Place {
    let place = Place::new();
    let one = place.settings().build(BuildId::new("one"));
    let before = place.start_with(one).await;
    before.site.stub.set(built("one", "text"));
    for (path, visits) in pages {
        for _ in 0..*visits {
            before.site.get(path).await;
        }
    }
    before.stop().await;
    place.clock.advance(Duration::from_secs(1));
    place
}

#[tokio::test]
async fn pages_are_rendered_anew_in_the_order_of_their_heat_and_compared() {
    let place = pages_of_one(&[("/cold", 1), ("/warm", 30), ("/hot", 400)]).await;
    let new = place.start_with(after(&place, "two", "one")).await;
    new.site.stub.set(built("two", "text"));
    new.site.stub.set_for("/warm", built("two", "another text"));
    let found = rewarming(&new).unwrap();
    assert_eq!((found.total, found.done, found.left), (3, 0, 3));

    let warmer = warm(&new);
    let done = until_left(&new, 0).await;
    assert_eq!((done.total, done.done), (3, 3));
    assert_eq!((done.same, done.changed), (2, 1));
    let report = warmer.report();
    assert_eq!(report.changed, ["/warm"]);
    assert_eq!((report.rewarming, report.stored), (Some(done), 3));
    let seen = new.site.stub.seen().into_iter();
    let order: Vec<String> = seen.map(|request| request.uri).collect();
    assert_eq!(order, ["/hot", "/warm", "/cold"]);

    for path in ["/cold", "/warm", "/hot"] {
        let answer = new.site.get(path).await;
        assert!(answer.ttl() > 0, "{path}: {}", answer.cache());
        assert!(answer.text().contains("/pkg/two/"));
    }
    assert_eq!(new.site.cache.stats().misses, 0);
}

#[tokio::test]
async fn whoever_comes_meanwhile_waits_for_no_render_and_helps() {
    let place = pages_of_one(&[("/a", 1), ("/b", 1)]).await;
    let new = place.start_with(after(&place, "two", "one")).await;
    new.site.stub.set(built("two", "text"));
    let answer = new.site.get("/a").await;
    assert!(answer.text().contains("/pkg/one/"));
    let done = until_left(&new, 1).await;
    assert_eq!((done.done, done.same, done.changed), (1, 1, 0));
    // Nobody renders ahead here: what is left is left to visitors.
    assert!(!done.under_way);
    let stats = new.site.ask(Request::get("/cache/stats")).await.1;
    assert_eq!(
        stats["rewarming"],
        serde_json::json!({
            "total": 2, "done": 1, "left": 1, "same": 1, "changed": 0, "under_way": false,
        })
    );
}

#[tokio::test]
async fn what_was_purged_or_has_lost_its_assets_is_not_rendered_anew() {
    let place = pages_of_one(&[("/a", 1), ("/b", 1)]).await;
    let new = place.start_with(after(&place, "two", "one")).await;
    new.site.stub.set(built("two", "text"));
    new.site.cache.purge_path("/a").await;
    let warmer = warm(&new);
    // What was purged leaves the file later.
    until_left(&new, 1).await;
    assert_eq!(
        (warmer.report().stored, new.site.stub.renders_of("/a")),
        (1, 0)
    );
    drop(warmer);
    new.stop().await;

    let newer = place.settings().build(BuildId::new("three"));
    let newer = place.start_with(newer).await;
    let _warmer = warm(&newer);
    assert_eq!(rewarming(&newer), None);
    let (_, stats) = newer.site.ask(Request::get("/cache/stats")).await;
    assert_eq!(stats["rewarming"], Value::Null);
    assert!(newer.site.get("/b").await.cache().contains("fwd=miss"));
}

#[tokio::test]
async fn a_process_that_gets_the_disk_late_rewarms_as_well() {
    let place = pages_of_one(&[("/a", 1)]).await;
    let old = place
        .start_with(place.settings().build(BuildId::new("one")))
        .await;
    let new = place.start_any(after(&place, "two", "one")).await;
    new.site.stub.set(built("two", "text"));
    let warmer = warm(&new);
    assert_eq!(rewarming(&new), None);
    old.stop().await;
    let done = until_left(&new, 0).await;
    assert_eq!((done.total, done.same, warmer.report().stored), (1, 1, 1));
}

#[tokio::test]
async fn more_pages_than_the_memory_holds_are_rendered_anew_and_compared() {
    let pages: Vec<String> = (0..700).map(|page| format!("/{page}")).collect();
    let listed: Vec<(&str, usize)> = pages.iter().map(|page| (page.as_str(), 1)).collect();
    let place = pages_of_one(&listed).await;
    let new = place.start_with(after(&place, "two", "one")).await;
    new.site.stub.set(built("two", "text"));
    let settings = warm::Settings {
        share_of_cpu: 1.0,
        ..warm::Settings::default()
    };
    let (cache, stub) = (&new.site.cache, new.site.stub.clone());
    let warmer = Warmer::start(cache, stub, settings, || ready(Vec::new()));
    let done = until_left(&new, 0).await;
    assert_eq!((done.total, done.same), (700, 700));
    assert_eq!(warmer.report().skipped.get("queue-full"), None);
}

#[tokio::test]
async fn a_site_may_name_its_builds_by_more_than_its_pages_do() {
    let place = Place::new();
    let build = |name: &str| {
        let named = place.settings().build(BuildId::new(name));
        named
            .builds_that_can_be_served(|_| true)
            .named_in_pages(|name| {
                let package = name.split('-').next();
                package.unwrap_or(name)
            })
    };
    let before = place.start_with(build("one-program")).await;
    before.site.stub.set(built("one", "text"));
    before.site.get("/a").await;
    before.stop().await;
    let new = place.start_with(build("two-program")).await;
    new.site.stub.set(built("two", "text"));
    new.site.get("/a").await;
    let done = until_left(&new, 0).await;
    assert_eq!((done.same, done.changed), (1, 0));
}
