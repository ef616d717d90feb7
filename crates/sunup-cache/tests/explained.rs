//! Promise: the cache explains itself: to visitors' tools by `Cache-Status`, to operators in JSON.

mod support;

use http::{Request, StatusCode};
use http_body_util::BodyExt;
use serde_json::Value;
use std::sync::Arc;
use sunup_cache::{
    Body, Settings,
    admin::Admin,
    key::{KeyRule, Place, RouteRule},
};
use support::{Site, page, page_with};
use tower::ServiceExt;

async fn ask(site: &Site, request: http::request::Builder) -> (StatusCode, Value) {
    let request = request.body(Body::empty()).unwrap();
    let response = Admin::new(site.cache.clone())
        .oneshot(request)
        .await
        .unwrap();
    assert_eq!(response.headers()["content-type"], "application/json");
    let status = response.status();
    let body = response.into_body().collect().await.unwrap().to_bytes();
    (status, serde_json::from_slice(&body).unwrap())
}

fn articles() -> Site {
    let route = Arc::new(RouteRule::new("/article/{slug}").query(["page"]));
    let render = page_with(
        "public, s-maxage=60, stale-while-revalidate=600",
        &[("cache-tag", "article:x, list")],
    );
    Site::with(render, Settings::default(), |builder| {
        builder.key(KeyRule::new(move |_| Place::of(&route)))
    })
}

#[tokio::test(start_paused = true)]
async fn a_page_is_explained() {
    let site = articles();
    site.get("/article/x?page=2&utm=y").await;
    site.get("/article/x?page=2").await;
    let (status, told) = ask(
        &site,
        Request::get("/cache/explain?path=/article/x%3Fpage=2"),
    )
    .await;
    assert_eq!(status, 200);
    assert_eq!(told["key"], "/article/x?page=2");
    assert_eq!(told["route"], "/article/{slug}");
    assert_eq!(told["query"], serde_json::json!(["page"]));
    let entry = &told["entries"][0];
    assert_eq!(entry["state"], "fresh");
    assert_eq!(entry["set_by"], "cache-control of the response");
    assert_eq!(entry["tags"], serde_json::json!(["article:x", "list"]));
    assert_eq!(entry["hits"], 1);
    assert!(entry["next_refresh"].as_u64().unwrap() <= 60);
    assert!(entry["weight"].as_u64().unwrap() > entry["size"].as_u64().unwrap());
}

#[tokio::test(start_paused = true)]
async fn why_a_page_was_not_stored_is_told() {
    let site = Site::new(page("private"));
    site.get("/a").await;
    let (_, told) = ask(&site, Request::get("/explain?path=/a")).await;
    assert_eq!(told["entries"], serde_json::json!([]));
    assert_eq!(told["not_stored"][0]["why"], "the response is private");
}

#[tokio::test(start_paused = true)]
async fn operators_purge_flush_list_and_count() {
    let site = articles();
    for slug in ["x", "y", "z"] {
        site.get(&format!("/article/{slug}")).await;
    }
    site.get("/article/y").await;
    let (_, top) = ask(&site, Request::get("/cache/top?limit=1")).await;
    assert_eq!(top["entries"][0]["key"], "/article/y");
    let (_, list) = ask(&site, Request::get("/cache/list?prefix=/article")).await;
    assert_eq!(list["entries"].as_array().unwrap().len(), 3);

    let soft = Request::post("/cache/purge?path=/article/x&soft");
    assert_eq!(ask(&site, soft).await.1["purged"], 1);
    let answer = site.get("/article/x").await;
    assert!(answer.cache().contains("ttl=-"), "{}", answer.cache());

    let route = Request::post("/cache/purge?route=/article/%7Bslug%7D");
    assert_eq!(ask(&site, route).await.1["purged"], 3);
    site.get("/article/x").await;
    assert_eq!(
        ask(&site, Request::post("/cache/flush")).await.1["purged"],
        1
    );

    let (_, stats) = ask(&site, Request::get("/cache/stats")).await;
    assert_eq!(stats["misses"], 4);
    assert_eq!(stats["hits"], 1);
    assert_eq!(stats["purged_strictly"], 4);
    assert_eq!(stats["entries"], 0);
}

#[tokio::test(start_paused = true)]
async fn what_a_request_lacks_is_said_in_a_sentence() {
    let site = articles();
    for (request, status) in [
        (Request::get("/cache/nothing"), 404),
        (Request::get("/cache/flush"), 405),
        (Request::get("/cache/explain"), 400),
        (Request::get("/cache/explain?path=article"), 400),
        (Request::post("/cache/purge"), 400),
        (Request::post("/cache/purge?tag=a&path=/b"), 400),
        (Request::get("/cache/list?limit=many"), 400),
    ] {
        let (told, answer) = ask(&site, request).await;
        assert_eq!(told, status);
        assert!(answer["error"].as_str().unwrap().len() > 15);
    }
}

#[tokio::test(start_paused = true)]
async fn cache_status_says_what_happened() {
    let site = articles();
    let first = site.get("/article/x").await;
    assert!(
        first.cache().starts_with("sunup; fwd=miss"),
        "{}",
        first.cache()
    );
    assert!(first.cache().contains("; stored"), "{}", first.cache());
    let hit = site.get("/article/x").await;
    let hit = hit.cache();
    assert!(
        hit.starts_with("sunup; hit; ttl=") && hit.ends_with("; detail=memory"),
        "{hit}"
    );
}
