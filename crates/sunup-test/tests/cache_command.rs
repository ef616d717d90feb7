//! Promise: `cargo sunup cache` knows what the cache tells. The command links nothing of the
//! framework, so that its tests stand on recorded answers; these are held against real ones here.

use http::{Request, Response, StatusCode};
use http_body_util::BodyExt;
use serde_json::{Map, Value};
use std::{convert::Infallible, fs, path::Path, sync::Arc};
use sunup_cache::{
    Body, Cache, CacheLayer,
    admin::Admin,
    key::{KeyRule, Place, RouteRule},
};
use tower::{Layer, ServiceExt, service_fn};

/// An article, of which the ninth page fails.
async fn render(request: Request<Body>) -> Result<Response<Body>, Infallible> {
    let mut response = Response::new(Body::whole("<h1>How to</h1>".into()));
    let headers = response.headers_mut();
    headers.insert("cache-control", "public, s-maxage=60".parse().unwrap());
    headers.insert("cache-tag", "article:x".parse().unwrap());
    if request.uri().query() == Some("page=9") {
        *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
    }
    Ok(response)
}

/// A cache with that article.
async fn visited() -> Cache {
    let article = Arc::new(RouteRule::new("/article/{slug}").query(["page"]));
    let rule = KeyRule::new(move |_| Place::of(&article));
    let cache = Cache::builder().key(rule).build();
    for target in ["/article/x?page=2", "/article/x", "/article/x?page=9"] {
        let site = CacheLayer::new(cache.clone()).layer(service_fn(render));
        let request = Request::get(target).body(Body::empty()).unwrap();
        site.oneshot(request).await.unwrap();
    }
    cache
}

async fn answer(cache: &Cache, request: http::request::Builder) -> Value {
    let request = request.body(Body::empty()).unwrap();
    let response = Admin::new(cache.clone()).oneshot(request).await.unwrap();
    assert_eq!(response.status(), 200);
    let body = response.into_body().collect().await.unwrap().to_bytes();
    serde_json::from_slice(&body).unwrap()
}

fn recorded(name: &str) -> Value {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../sunup-cli/tests/cache");
    let text = fs::read_to_string(folder.join(name)).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// Names and kinds without the values; of a list what its parts have.
fn shape(value: &Value) -> Value {
    match value {
        Value::Null => "nothing".into(),
        Value::Bool(_) => "truth".into(),
        Value::Number(_) => "number".into(),
        Value::String(_) => "text".into(),
        Value::Array(parts) => parts.first().map(shape).into_iter().collect(),
        Value::Object(fields) => {
            let fields = fields.iter();
            let fields: Map<_, _> = fields.map(|(name, it)| (name.clone(), shape(it))).collect();
            fields.into()
        }
    }
}

#[tokio::test]
async fn the_recorded_answers_have_the_shape_of_real_ones() {
    let cache = visited().await;
    for (name, target) in [
        ("stats.json", "/cache/stats"),
        ("top.json", "/cache/top?limit=1"),
        (
            "explain.json",
            "/cache/explain?path=/article/x%3Fpage=2%26utm_source=y",
        ),
    ] {
        let real = answer(&cache, Request::get(target)).await;
        assert_eq!(shape(&real), shape(&recorded(name)), "{target}: {real:#}");
    }
}

#[tokio::test]
async fn a_purge_and_a_flush_tell_what_the_command_reads() {
    let cache = visited().await;
    let purge = Request::post("/cache/purge?path=/article/x&soft=true");
    let told = answer(&cache, purge).await;
    assert_eq!((&told["purged"], &told["soft"]), (&2.into(), &true.into()));
    assert_eq!(told["selector"], "path /article/x");
    assert_eq!(told["keys"][0], "/article/x");
    let told = answer(&cache, Request::post("/cache/flush")).await;
    assert_eq!(told["purged"], 2);
}
