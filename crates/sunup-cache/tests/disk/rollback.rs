//! A rollback finds what its build left.

use std::time::Duration;

use sunup_cache::entry::BuildId;

use crate::{
    place::{Place, Running},
    rewarm::{after, built, pages_of_one, rewarming, until_left, warm},
    support::page_with,
};

/// Build `two` after `one`, with all pages rendered anew.
async fn deployed(place: &Place) -> Running {
    let two = place.start_with(after(place, "two", "one")).await;
    two.site.stub.set(built("two", "worse text"));
    let warmer = warm(&two);
    until_left(&two, 0).await;
    drop(warmer);
    two
}

#[tokio::test]
async fn its_pages_are_as_they_were_and_nothing_is_rendered() {
    let place = pages_of_one(&[("/a", 1), ("/b", 1)]).await;
    let two = deployed(&place).await;
    assert!(two.site.get("/a").await.text().contains("worse"));
    two.stop().await;

    let back = place.start_with(after(&place, "one", "two")).await;
    back.site.stub.set(built("one", "text"));
    let _warmer = warm(&back);
    assert_eq!(rewarming(&back), None);
    for path in ["/a", "/b"] {
        let answer = back.site.get(path).await;
        assert!(answer.text().contains("/pkg/one/"), "{path}");
        assert!(answer.ttl() > 0, "{path}: {}", answer.cache());
        assert!(answer.cache().ends_with("detail=disk"));
    }
    assert_eq!(back.site.stub.renders(), 0);
}

#[tokio::test]
async fn what_only_the_later_build_has_is_stale_at_once_and_rendered_anew() {
    let place = pages_of_one(&[("/a", 1)]).await;
    let two = deployed(&place).await;
    two.site.get("/new").await;
    two.stop().await;
    place.clock.advance(Duration::from_secs(1));

    let back = place.start_with(after(&place, "one", "two")).await;
    back.site.stub.set(built("one", "text"));
    let stale = back.site.get("/new").await;
    assert!(stale.text().contains("worse") && stale.ttl() <= 0);
    let done = until_left(&back, 0).await;
    assert_eq!((done.total, done.changed), (1, 1));
    assert!(back.site.get("/new").await.text().contains("/pkg/one/"));
}

#[tokio::test]
async fn a_purge_hits_the_pages_of_every_build() {
    let place = pages_of_one(&[("/a", 1), ("/b", 1)]).await;
    let two = deployed(&place).await;
    assert_eq!(two.site.cache.purge_path("/a").await.len(), 1);
    two.stop().await;
    let back = place.start_with(after(&place, "one", "two")).await;
    back.site.stub.set(built("one", "text"));
    assert!(back.site.get("/a").await.cache().contains("fwd=miss"));
    assert!(back.site.get("/b").await.cache().starts_with("sunup; hit"));
}

#[tokio::test]
async fn a_page_comes_from_the_build_that_renders_and_else_from_the_newest() {
    let place = pages_of_one(&[("/a", 1)]).await;
    deployed(&place).await.stop().await;
    place.clock.advance(Duration::from_secs(1));
    let all = place.settings().build(BuildId::new("three"));
    let three = place
        .start_with(all.builds_that_can_be_served(|_| true))
        .await;
    three.site.stub.set(built("three", "text"));
    assert_eq!(rewarming(&three).unwrap().total, 1);
    assert!(three.site.get("/a").await.text().contains("/pkg/two/"));
    until_left(&three, 0).await;
    assert!(three.site.get("/a").await.text().contains("/pkg/three/"));
    assert_eq!(three.site.cache.stats().disk.unwrap().entries, 3);
}

#[tokio::test]
async fn a_page_that_there_is_no_room_to_write_takes_the_older_ones_along() {
    let place = pages_of_one(&[("/a", 1)]).await;
    let none = after(&place, "two", "one").queue(0);
    let two = place.start_with(none).await;
    two.site.stub.set(page_with("public, s-maxage=60", &[]));
    two.site.get("/a").await;
    two.site.settle().await;
    two.stop().await;
    let back = place.start_with(after(&place, "one", "two")).await;
    assert!(back.site.get("/a").await.cache().contains("fwd=miss"));
}
