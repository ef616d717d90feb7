//! Promise: the visitor who causes a render gets a body of unknown length as it comes, and those
//! who wait are told what became of it.

mod support;

use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response};
use http_body_util::BodyExt;
use sunup_cache::{Body, Settings};
use support::{Answer, Feed, Render, Site, fed, page};
use tokio::task::JoinHandle;
use tower::ServiceExt;

const LIMIT: usize = 64 << 10;

fn table(kind: &str) -> (Feed, Render) {
    fed(&[
        ("cache-control", "public, s-maxage=60"),
        ("content-type", kind),
    ])
}

fn site(render: Render) -> Site {
    let settings = Settings {
        entry_limit: LIMIT,
        render_deadline: Duration::from_secs(5),
        wait: Duration::from_secs(20),
        ..Settings::default()
    };
    Site::with(render, settings, |builder| builder)
}

/// The beginning of an answer, its body unread.
async fn ask(site: &Site) -> Response<Body> {
    let request = Request::get("/").body(Body::empty()).unwrap();
    site.service.clone().oneshot(request).await.unwrap()
}

fn visit(site: &Site) -> JoinHandle<Answer> {
    let site = site.clone();
    tokio::spawn(async move { site.get("/").await })
}

async fn next(response: &mut Response<Body>) -> Bytes {
    let frame = response.body_mut().frame().await;
    frame.unwrap().unwrap().into_data().unwrap()
}

async fn a_moment() {
    tokio::time::sleep(Duration::from_millis(5)).await;
}

#[tokio::test(start_paused = true)]
async fn the_first_visitor_gets_the_body_as_it_comes_and_the_next_the_stored_one() {
    let (feed, render) = table("text/csv");
    let site = site(render);
    let mut first = ask(&site).await;
    assert_eq!(
        first.headers()["cache-status"],
        "sunup; fwd=miss; detail=streamed"
    );
    assert_eq!(first.headers()["vary"], "accept-encoding");
    assert!(first.headers().contains_key("date"));
    feed.data("one,");
    assert_eq!(next(&mut first).await, "one,");
    feed.data("two");
    assert_eq!(next(&mut first).await, "two");
    feed.end();
    assert!(first.body_mut().frame().await.is_none());
    site.settle().await;
    let hit = site.get("/").await;
    assert_eq!((hit.text(), site.stub.renders()), ("one,two", 1));
    assert!(hit.cache().starts_with("sunup; hit"), "{}", hit.cache());
    assert_eq!(hit.field("content-length"), "7");
    assert!(!hit.field("etag").is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_document_is_complete_before_it_begins() {
    let (feed, render) = table("text/html; charset=utf-8");
    let site = site(render);
    let first = visit(&site);
    feed.data("<p>");
    a_moment().await;
    assert!(!first.is_finished());
    feed.end();
    let first = first.await.unwrap();
    assert!(first.cache().contains("stored"), "{}", first.cache());
    assert!(!first.field("etag").is_empty());
}

#[tokio::test(start_paused = true)]
async fn those_who_wait_get_the_whole_however_slowly_the_first_reads() {
    let (feed, render) = table("text/csv");
    let site = site(render);
    let first = ask(&site).await;
    let second = visit(&site);
    feed.data("one,");
    a_moment().await;
    assert!(!second.is_finished());
    feed.data("two");
    feed.end();
    let second = second.await.unwrap();
    assert_eq!((second.text(), site.stub.renders()), ("one,two", 1));
    let cache = second.cache();
    assert!(
        cache.contains("stored") && cache.contains("collapsed"),
        "{cache}"
    );
    // Only now does the first read.
    let whole = first.into_body().collect().await.unwrap().to_bytes();
    assert_eq!(whole, "one,two");
}

#[tokio::test(start_paused = true)]
async fn beyond_the_limit_each_of_those_who_wait_gets_a_render_of_his_own() {
    let (feed, render) = table("text/csv");
    let site = site(Render::Stream(100, fields()));
    site.stub.next(render);
    let mut first = ask(&site).await;
    let visits: Vec<_> = (0..3).map(|_| visit(&site)).collect();
    feed.data(&"x".repeat(LIMIT));
    a_moment().await;
    assert_eq!(site.stub.renders(), 1);
    feed.data("y");
    for visit in visits {
        let answer = visit.await.unwrap();
        assert_eq!(answer.body.len(), 100 << 10);
        assert!(
            answer.cache().ends_with("detail=too-large"),
            "{}",
            answer.cache()
        );
    }
    assert_eq!(site.stub.renders(), 4);
    // The first one's goes on.
    assert_eq!(next(&mut first).await.len(), LIMIT);
    assert_eq!(next(&mut first).await, "y");
    feed.data("z");
    assert_eq!(next(&mut first).await, "z");
    feed.end();
    assert!(first.body_mut().frame().await.is_none());
    assert_eq!(site.cache.stats().entries, 0);
}

fn fields() -> Vec<(&'static str, String)> {
    vec![("cache-control", "public, s-maxage=60".to_owned())]
}

#[tokio::test(start_paused = true)]
async fn what_was_too_long_is_not_collected_again_until_its_marker_is_over() {
    let html = |pieces| {
        let mut fields = fields();
        fields.push(("content-type", "text/html".to_owned()));
        Render::Stream(pieces, fields)
    };
    let site = site(html(100));
    let first = site.get("/").await;
    assert_eq!(first.body.len(), 100 << 10);
    assert!(
        first.cache().ends_with("detail=too-large"),
        "{}",
        first.cache()
    );
    let (feed, render) = table("text/html");
    site.stub.next(render);
    // Even a document begins at once.
    let mut second = ask(&site).await;
    feed.data("<p>");
    assert_eq!(next(&mut second).await, "<p>");
    drop((second, feed));
    site.pass(121);
    site.stub.set(html(10));
    assert!(site.get("/").await.cache().contains("stored"));
}

#[tokio::test(start_paused = true)]
async fn a_head_waits_for_the_fields_that_only_the_whole_has() {
    let (feed, render) = table("text/csv");
    let site = site(render);
    let head = tokio::spawn({
        let site = site.clone();
        async move { site.send(Request::head("/")).await }
    });
    feed.data("one");
    a_moment().await;
    assert!(!head.is_finished());
    feed.end();
    let head = head.await.unwrap();
    assert_eq!((head.field("content-length"), head.body.len()), ("3", 0));
    assert_eq!(site.get("/").await.field("etag"), head.field("etag"));
    assert_eq!(site.stub.renders(), 1);

    let long = self::site(Render::Stream(100, fields()));
    let head = long.send(Request::head("/")).await;
    assert_eq!((head.status, head.body.len()), (200, 0));
}

#[tokio::test(start_paused = true)]
async fn when_the_first_visitor_leaves_the_render_goes_on_and_is_stored() {
    let (feed, render) = table("text/csv");
    let site = site(render);
    let mut first = ask(&site).await;
    feed.data("one,");
    next(&mut first).await;
    drop(first);
    feed.data("two");
    feed.end();
    site.settle().await;
    let hit = site.get("/").await;
    assert_eq!((hit.text(), site.stub.renders()), ("one,two", 1));
}

#[tokio::test(start_paused = true)]
async fn a_body_that_breaks_off_is_broken_for_the_first_and_rendered_again_for_the_others() {
    for breaks in [Feed::break_off, Feed::panic] {
        let (feed, render) = table("text/csv");
        let site = site(page("public, s-maxage=60"));
        site.stub.next(render);
        let mut first = ask(&site).await;
        let second = visit(&site);
        feed.data("one,");
        next(&mut first).await;
        breaks(&feed);
        assert!(first.body_mut().frame().await.unwrap().is_err());
        let second = second.await.unwrap();
        assert_eq!((second.status, second.text()), (200, "<p>render 2</p>"));
        assert!(site.get("/").await.cache().starts_with("sunup; hit"));
    }
}

#[tokio::test(start_paused = true)]
async fn a_body_that_takes_too_long_goes_on_for_the_first_and_is_not_waited_for() {
    let (feed, render) = table("text/csv");
    let site = site(Render::Stream(1, fields()));
    site.stub.next(render);
    let mut first = ask(&site).await;
    let begun = tokio::time::Instant::now();
    let second = visit(&site);
    feed.data("one,");
    assert_eq!(next(&mut first).await, "one,");
    let second = second.await.unwrap();
    assert_eq!((second.body.len(), begun.elapsed().as_secs()), (1024, 5));
    assert!(
        second.cache().ends_with("detail=too-slow"),
        "{}",
        second.cache()
    );
    tokio::time::sleep(Duration::from_secs(60)).await;
    feed.data("two");
    assert_eq!(next(&mut first).await, "two");
}
