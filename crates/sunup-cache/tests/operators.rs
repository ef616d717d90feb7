//! Promise: operators list, purge, flush and count through one tower service, and what a request
//! lacks is said in a sentence.

mod support;

use http::{Request, header::ALLOW};
use serde_json::json;
use std::sync::Arc;
use sunup_cache::{
    Body, Cache, Settings,
    admin::Admin,
    key::{KeyRule, Place, RouteRule},
};
use support::{Site, page_with};
use tower::ServiceExt;

async fn articles() -> Site {
    let article = Arc::new(RouteRule::new("/article/{slug}").query(["page"]));
    let tag = Arc::new(RouteRule::new("/tag/{tag}"));
    let rule = KeyRule::new(move |parts| match parts.uri.path().starts_with("/tag") {
        true => Place::of(&tag),
        false => Place::of(&article),
    });
    let render = page_with(
        "public, s-maxage=60, stale-while-revalidate=600",
        &[("cache-tag", "everything")],
    );
    let site = Site::with(render, Settings::default(), |builder| builder.key(rule));
    for path in ["/article/x", "/article/y", "/tag", "/tag/rust", "/tags"] {
        site.get(path).await;
    }
    site
}

async fn keys(site: &Site, path: &str) -> Vec<String> {
    let (status, told) = site.ask(Request::get(path)).await;
    assert_eq!(status, 200, "{told}");
    let entries = told["entries"].as_array().unwrap().iter();
    entries
        .map(|entry| entry["key"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test(start_paused = true)]
async fn a_list_has_what_a_purge_would_hit() {
    let site = articles().await;
    assert_eq!(
        keys(&site, "/cache/list").await,
        ["/article/x", "/article/y", "/tag", "/tag/rust", "/tags"]
    );
    let below = keys(&site, "/cache/list?prefix=/tag").await;
    assert_eq!(below, ["/tag", "/tag/rust"]);
    let route = "/cache/list?route=/article/%7Bslug%7D";
    assert_eq!(keys(&site, route).await, ["/article/x", "/article/y"]);
    assert_eq!(keys(&site, "/cache/list?path=/tags").await, ["/tags"]);
    assert_eq!(keys(&site, "/cache/list?tag=everything").await.len(), 5);
    assert!(keys(&site, "/cache/list?tag=nothing").await.is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_list_that_is_cut_says_how_many_there_are() {
    let site = articles().await;
    for path in ["/cache/list?limit=2", "/cache/top?limit=2"] {
        let (_, told) = site.ask(Request::get(path)).await;
        assert_eq!(told["total"], 5);
        assert_eq!(told["entries"].as_array().unwrap().len(), 2);
    }
}

#[tokio::test(start_paused = true)]
async fn the_top_has_what_was_served_most() {
    let site = articles().await;
    for path in ["/tags", "/tags", "/article/y"] {
        site.get(path).await;
    }
    assert_eq!(
        keys(&site, "/cache/top?limit=3").await,
        ["/tags", "/article/y", "/article/x"]
    );
}

#[tokio::test(start_paused = true)]
async fn a_purge_tells_what_it_hit() {
    let site = articles().await;
    let (_, told) = site.ask(Request::post("/cache/purge?prefix=/tag")).await;
    assert_eq!(
        told,
        json!({
            "purged": 2,
            "selector": "prefix /tag",
            "soft": false,
            "keys": ["/tag", "/tag/rust"],
        })
    );
    let (_, told) = site
        .ask(Request::post(
            "/cache/purge?tag=everything&soft=true&limit=1",
        ))
        .await;
    assert_eq!(told["purged"], 3);
    assert_eq!(told["keys"], json!(["/article/x"]));
    let route = Request::post("/cache/purge?route=/article/%7Bslug%7D");
    assert_eq!(site.ask(route).await.1["purged"], 2);
    let path = Request::post("/cache/purge?path=/tags");
    assert_eq!(site.ask(path).await.1["purged"], 1);
}

#[tokio::test(start_paused = true)]
async fn a_tag_is_purged_by_the_name_that_its_page_states() {
    let site = Site::new(page_with(
        "public, s-maxage=60",
        &[("cache-tag", "series:Caching%2C%20part%20one, b%C3%BCcher")],
    ));
    let told = "tag series:Caching, part one";
    for name in [
        "series:Caching,+part+one",
        "series:Caching%2C%20part%20one",
        "series:Caching%252C%2520part%2520one",
        "+series%3ACaching%2C+part%20one+",
    ] {
        site.get("/a").await;
        let listed = format!("/cache/list?tag={name}");
        assert_eq!(keys(&site, &listed).await, ["/a"], "{name}");
        let request = Request::post(format!("/cache/purge?tag={name}"));
        let (status, purged) = site.ask(request).await;
        assert_eq!((status, &purged["purged"]), (200, &json!(1)), "{name}");
        assert_eq!(purged["selector"], told);
        assert_eq!(purged["keys"], json!(["/a"]));
    }
    site.get("/a").await;
    let stated = &site.explain("/a").await["entries"][0]["tags"];
    assert_eq!(*stated, json!(["b\u{fc}cher", "series:Caching, part one"]));
    for other in [
        "series:Caching",
        "series:caching%2C%20part%20one",
        "part+one",
    ] {
        let request = Request::post(format!("/cache/purge?tag={other}"));
        assert_eq!(site.ask(request).await.1["purged"], 0, "{other}");
    }
    assert_eq!(
        site.cache.purge_tag("series:Caching, part one").await.len(),
        1
    );
}

#[tokio::test(start_paused = true)]
async fn after_a_strict_purge_the_next_visitor_waits_and_after_a_soft_one_nobody_does() {
    let site = articles().await;
    site.ask(Request::post("/cache/purge?path=/article/x&soft"))
        .await;
    let answer = site.get("/article/x").await;
    assert!(answer.cache().contains("hit; ttl=-"), "{}", answer.cache());
    site.ask(Request::post("/cache/purge?path=/article/y"))
        .await;
    let answer = site.get("/article/y").await;
    assert!(answer.cache().contains("fwd="), "{}", answer.cache());
}

#[tokio::test(start_paused = true)]
async fn a_flush_empties_the_cache() {
    let site = articles().await;
    let (_, told) = site.ask(Request::post("/cache/flush")).await;
    assert_eq!(told, json!({ "purged": 5 }));
    assert!(keys(&site, "/cache/list").await.is_empty());
}

#[tokio::test(start_paused = true)]
async fn statistics_count_each_outcome() {
    let site = articles().await;
    site.get("/article/x").await;
    site.send(Request::get("/article/x").header("authorization", "Bearer x"))
        .await;
    site.send(Request::post("/article/y")).await;
    site.pass(61);
    site.get("/tags").await;
    site.settle().await;
    site.ask(Request::post("/cache/purge?path=/tag&soft")).await;
    let (_, told) = site.ask(Request::get("/cache/stats")).await;
    for (name, count) in [
        ("uptime", 61),
        ("misses", 5),
        ("hits", 1),
        ("stale", 1),
        ("refreshes", 1),
        ("bypassed", 2),
        ("bypassed_authorization", 1),
        ("bypassed_method", 1),
        ("renders_stored", 6),
        // By the POST, whose target is not what it was.
        ("purged_strictly", 1),
        ("purged_softly", 1),
        ("entries", 4),
        ("under_way", 0),
        ("open_circuits", 0),
    ] {
        assert_eq!(told[name], count, "{name} of {told}");
    }
    assert!(told["bytes"].as_u64().unwrap() < told["capacity"].as_u64().unwrap());
}

#[tokio::test(start_paused = true)]
async fn what_a_request_lacks_is_said_in_a_sentence() {
    let site = articles().await;
    for (request, status, sentence) in [
        (Request::get("/cache/nothing"), 404, "there are stats, list"),
        (Request::get("/cache/flush"), 405, "flush needs POST"),
        (Request::post("/cache/stats"), 405, "stats needs GET"),
        (Request::post("/cache/purge"), 400, "exactly one of tag="),
        (
            Request::post("/cache/purge?tag="),
            400,
            "exactly one of tag=",
        ),
        (
            Request::post("/cache/purge?tag=a&path=/b"),
            400,
            "exactly one of tag=",
        ),
        (
            Request::post("/cache/purge?path=article/x"),
            400,
            "begins with a slash",
        ),
        (
            Request::post("/cache/purge?path=/a%3Fpage=2"),
            400,
            "has no query",
        ),
        (
            Request::post("/cache/purge?prefix=/a/../b"),
            400,
            "is no path of a page",
        ),
        (
            Request::post("/cache/purge?path=/a&soft=maybe"),
            400,
            "soft= is true or false",
        ),
        (
            Request::get("/cache/list?tag=a&path=/b"),
            400,
            "or none for all",
        ),
        (
            Request::get("/cache/list?limit=many"),
            400,
            "limit= is a number",
        ),
        (
            Request::get("/cache/top?limit=-1"),
            400,
            "limit= is a number",
        ),
    ] {
        let asked = format!("{request:?}");
        let (answered, told) = site.ask(request).await;
        assert_eq!(answered, status, "{asked}");
        let error = told["error"].as_str().unwrap();
        assert!(error.contains(sentence), "{asked}: {error}");
    }
    assert_eq!(keys(&site, "/cache/list").await.len(), 5);
}

#[tokio::test]
async fn a_wrong_method_names_the_right_one() {
    let admin = Admin::new(Cache::builder().build());
    let request = Request::get("/cache/purge?tag=a").body(Body::empty());
    let response = admin.oneshot(request.unwrap()).await.unwrap();
    assert_eq!(response.headers()[ALLOW], "POST");
}
