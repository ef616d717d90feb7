//! Promise: a cache that is off lets everything pass, and what it lets pass says to other caches
//! what it says with the cache on.

mod support;

use std::sync::Arc;

use http::Request;
use sunup_cache::{
    Settings,
    key::{KeyRule, Place, RouteRule},
    policy::PatternPolicy,
    request::Hosts,
};
use support::{Render, Site, page, page_with};

const OFF: &str = "sunup; fwd=bypass; detail=off";

fn off(render: Render) -> Site {
    let settings = Settings {
        on: false,
        ..Settings::default()
    };
    let policy = PatternPolicy::new("/tags", "public, s-maxage=5").unwrap();
    let tags = Arc::new(RouteRule::new("/tags").policy(policy.clone()));
    let never = Arc::new(RouteRule::new("/never").policy(policy).bypass());
    let others = Arc::new(RouteRule::new("/{page}"));
    Site::with(render, settings, |builder| {
        builder
            .key(KeyRule::new(move |parts| match parts.uri.path() {
                "/tags" => Place::of(&tags),
                "/never" => Place::of(&never),
                _ => Place::of(&others),
            }))
            .session(|parts| parts.headers.contains_key("cookie"))
            .hosts(Hosts::of(["example.org"]))
    })
}

fn get(path: &str) -> http::request::Builder {
    Request::get(path).header("host", "example.org")
}

#[tokio::test(start_paused = true)]
async fn nothing_is_stored_or_looked_up() {
    let site = off(page("public, s-maxage=60"));
    for render in 1..=3 {
        let answer = site.send(get("/a?utm_source=x")).await;
        assert_eq!(answer.text(), format!("<p>render {render}</p>"));
        assert_eq!(answer.cache(), OFF);
        assert_eq!(answer.field("cache-control"), "public, s-maxage=60");
        assert!(answer.field("etag").is_empty() && answer.field("age").is_empty());
    }
    let stats = site.cache.stats();
    assert_eq!((stats.entries, stats.markers, stats.bypassed), (0, 0, 3));
    // As it was sent.
    assert_eq!(site.stub.seen()[0].uri, "/a?utm_source=x");
    assert!(site.cache.purge_path("/a").await.is_empty());
}

#[tokio::test(start_paused = true)]
async fn hosts_are_checked() {
    let site = off(page("public, s-maxage=60"));
    let foreign = Request::get("/a").header("host", "evil.example");
    assert_eq!(site.send(foreign).await.status, 421);
    assert_eq!(site.stub.renders(), 0);
}

#[tokio::test(start_paused = true)]
async fn what_declares_nothing_gets_the_policy_of_its_pattern_or_is_private() {
    let site = off(Render::Page(200, vec![], "x".to_owned()));
    for (path, control) in [
        ("/tags", "public, s-maxage=5"),
        ("/never", "private, no-store"),
        ("/a", "private, no-store"),
    ] {
        let answer = site.send(get(path)).await;
        assert_eq!(answer.field("cache-control"), control, "{path}");
        assert_eq!(answer.cache(), OFF);
    }
}

#[tokio::test(start_paused = true)]
async fn what_is_one_visitor_s_is_withheld_from_other_caches() {
    let site = off(page_with("public, s-maxage=60", &[("cache-tag", "a")]));
    for (name, value) in [("cookie", "session=1"), ("authorization", "Bearer x")] {
        let answer = site.send(get("/a").header(name, value)).await;
        assert_eq!(answer.field("cache-control"), "private, no-store");
        assert_eq!((answer.field("cache-tag"), answer.cache()), ("", OFF));
    }
    let cookie = off(page_with("public, s-maxage=60", &[("set-cookie", "a=b")]));
    let answer = cookie.send(get("/a")).await;
    assert_eq!(answer.field("cache-control"), "private, no-store");
}

#[tokio::test(start_paused = true)]
async fn what_no_key_would_stand_for_is_withheld_as_well() {
    let site = off(page_with("public, s-maxage=60", &[("cache-tag", "a")]));
    for request in [
        get("/a").header("content-length", "4"),
        get("/a").header("upgrade", "websocket"),
        get("/a/../b"),
        get("/%"),
    ] {
        let asked = format!("{request:?}");
        let answer = site.send(request).await;
        let control = answer.field("cache-control");
        assert_eq!(
            (control, answer.cache()),
            ("private, no-store", OFF),
            "{asked}"
        );
        assert_eq!(answer.field("cache-tag"), "", "{asked}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_form_is_answered_as_it_is() {
    let site = off(Render::Page(303, vec![], String::new()));
    let request = Request::post("/a").header("host", "example.org");
    let answer = site.send(request).await;
    assert_eq!((answer.status, answer.cache()), (303, OFF));
    assert_eq!(answer.field("cache-control"), "");
}
