//! What a new process finds.

use std::{sync::Arc, time::Duration};

use http::{HeaderName, Request};
use sunup_cache::{
    Settings,
    entry::BuildId,
    key::{self, KeyRule, RouteRule},
    purge::{Selector, Strictness},
    store::disk::Health,
};

use crate::{
    place::{CONTROL, Place, Running, render, tagged},
    support::{Render, Site, page_with},
};

#[tokio::test]
async fn a_page_survives_a_restart_with_all_that_belongs_to_it() {
    let place = Place::new();
    let before = place.start().await;
    let encoded = || Request::get("/a").header("accept-encoding", "br");
    let first = before.site.get("/a").await;
    // The second visitor has it compressed.
    before.site.send(encoded()).await;
    let coded = loop {
        let answer = before.site.send(encoded()).await;
        if answer.field("content-encoding") == "br" {
            break answer;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    };
    // The compressed bodies follow the page to the disk.
    tokio::time::sleep(Duration::from_millis(50)).await;
    before.stop().await;

    place.clock.advance(Duration::from_secs(20));
    let after = place.start().await;
    let again = after.site.send(encoded()).await;
    assert_eq!(again.field("content-encoding"), "br");
    assert_eq!(again.body, coded.body);
    assert_eq!(again.field("etag"), coded.field("etag"));
    assert!(again.cache().ends_with("detail=disk"), "{}", again.cache());
    let age: u64 = again.field("age").parse().unwrap();
    assert!((20..22).contains(&age), "{age}");
    let plain = after.site.get("/a").await;
    assert_eq!(plain.body, first.body);
    for name in [
        "etag",
        "content-type",
        "vary",
        "date",
        "cache-tag",
        "content-length",
    ] {
        assert_eq!(plain.field(name), first.field(name), "{name}");
    }
    let same = Request::get("/a").header("if-none-match", first.field("etag"));
    assert_eq!(after.site.send(same).await.status, 304);
    assert_eq!(after.site.stub.renders(), 0);

    let stats = after.site.ask(Request::get("/cache/stats")).await.1;
    let disk = &stats["disk"];
    assert_eq!(
        (disk["entries"].as_u64(), disk["hits"].as_u64()),
        (Some(1), Some(1))
    );
    assert_eq!(disk["working"], true);
}

#[tokio::test]
async fn a_page_that_is_on_disk_only_is_no_answer_that_is_there_already() {
    let place = Place::new();
    let before = place.start().await;
    before.site.get("/a").await;
    before.stop().await;
    let after = place.start().await;
    let (parts, ()) = Request::get("/a").body(()).unwrap().into_parts();
    let fresh = || {
        let cache = &after.site.cache;
        let answer = cache.fresh(&parts, cache.place(&parts))?;
        let status = &answer.headers()["cache-status"];
        Some(status.to_str().unwrap().to_owned())
    };
    assert_eq!(fresh(), None);
    assert!(after.site.get("/a").await.cache().ends_with("detail=disk"));
    // It has moved up.
    let status = fresh().unwrap();
    assert!(status.ends_with("detail=memory"), "{status}");
    assert_eq!(after.site.stub.renders(), 0);
}

#[tokio::test]
async fn an_operator_is_told_of_what_is_on_disk_only() {
    let place = Place::new();
    let before = place.start().await;
    before.site.get("/a").await;
    before.stop().await;
    let after = place.start().await;
    let told = after.site.explain("/a").await;
    assert_eq!(told["below"], "disk");
    let summary = told["summary"].as_str().unwrap();
    assert!(summary.starts_with("Not in memory: "), "{summary}");
}

#[tokio::test]
async fn variants_and_absent_pages_survive_as_well() {
    let place = Place::new();
    let asked = |value: &str| Request::get("/a").header("x-a", value);
    let start = async || {
        let running = place.start().await;
        let (below, clock) = (running.disk.clone(), place.clock.clone());
        let route = Arc::new(RouteRule::new("/a").headers([HeaderName::from_static("x-a")]));
        let varying = page_with(CONTROL, &[("vary", "x-a")]);
        let site = Site::with(varying, Settings::default(), |builder| {
            let rule = KeyRule::new(move |_| key::Place::of(&route));
            builder.below(below).clock(clock).key(rule)
        });
        Running { site, ..running }
    };
    let before = start().await;
    before.site.send(asked("1")).await;
    before.site.send(asked("2")).await;
    before.site.stub.next(Render::Page(
        404,
        vec![("cache-control", CONTROL.to_owned())],
        "absent".to_owned(),
    ));
    before.site.get("/absent").await;
    before.stop().await;
    let after = start().await;
    assert_eq!(after.site.send(asked("2")).await.text(), "<p>render 2</p>");
    assert_eq!(after.site.send(asked("1")).await.text(), "<p>render 1</p>");
    let absent = after.site.get("/absent").await;
    assert_eq!((absent.status, absent.text()), (404, "absent"));
    assert_eq!(after.site.stub.renders(), 0);
    after.site.send(asked("3")).await;
    assert_eq!(after.site.stub.renders(), 1);
}

#[tokio::test]
async fn a_page_is_on_disk_within_a_second() {
    let place = Place::new();
    let running = place.start().await;
    running.site.get("/a").await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    let stats = running.site.cache.stats().disk.unwrap();
    assert_eq!((stats.writes, stats.queue), (1, 0));
}

#[tokio::test]
async fn a_strict_purge_holds_after_a_restart_and_a_soft_one_makes_stale() {
    let place = Place::new();
    let before = place.start().await;
    for path in ["/strict", "/soft", "/other"] {
        before
            .site
            .stub
            .set(tagged(path.strip_prefix('/').unwrap()));
        before.site.get(path).await;
    }
    before.disk.flush().await;
    before.site.cache.purge_tag("strict").await;
    let soft = Selector::tag("soft");
    before.site.cache.purge(&soft, Strictness::Soft).await;
    before.stop().await;
    let after = place.start().await;
    assert!(after.site.get("/other").await.ttl() >= 54);
    let soft = after.site.get("/soft").await;
    assert!(
        soft.cache().starts_with("sunup; hit; ttl=-"),
        "{}",
        soft.cache()
    );
    assert!(after.site.get("/strict").await.cache().contains("fwd=miss"));
}

#[tokio::test]
async fn a_tier_that_is_closed_hands_its_file_over() {
    let place = Place::new();
    let old = place.start().await;
    old.site.get("/a").await;
    // The new process starts while the old one has the file.
    let new = place.start_any(place.settings()).await;
    let Health::Failed(why) = new.disk.health() else {
        panic!("{:?}", new.disk.health());
    };
    assert!(why.contains("another process has"), "{why}");
    old.disk.close().await;
    new.until(|health| *health == Health::Working).await;
    assert!(new.site.get("/a").await.cache().ends_with("detail=disk"));
    // The old one goes on from memory.
    assert!(old.site.get("/a").await.cache().ends_with("detail=memory"));
    assert_eq!(render(old.site.get("/b").await.text()), 2);
}

#[tokio::test]
async fn pages_of_earlier_builds_are_stale_while_their_assets_are_served() {
    let place = Place::new();
    let build = |name: &str| place.settings().build(BuildId::new(name));
    let before = place.start_with(build("one")).await;
    before.site.get("/a").await;
    before.site.get("/b").await;
    before.stop().await;
    place.clock.advance(Duration::from_secs(1));
    let served = build("two").builds_that_can_be_served(|build| build.as_str() == "one");
    let after = place.start_with(served).await;
    let answer = after.site.get("/a").await;
    assert_eq!(render(answer.text()), 1);
    assert!(
        answer.cache().starts_with("sunup; hit; ttl=-"),
        "{}",
        answer.cache()
    );
    after.site.settle().await;
    assert!(after.site.get("/a").await.ttl() >= 54);
    after.stop().await;
    // A rollback finds its own pages, and none of the build whose assets are gone.
    let back = place.start_with(build("one")).await;
    assert!(back.site.get("/b").await.ttl() >= 53);
    assert_eq!(render(back.site.get("/a").await.text()), 1);
    assert_eq!(back.site.cache.stats().disk.unwrap().dropped.build, 1);
}
