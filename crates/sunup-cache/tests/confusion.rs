//! Promise: nothing that a visitor sends or a page hides is in what the next visitor gets. Here all of
//! it goes through the service; `poisoning.rs` has the rules of the key alone.

#[path = "support/articles.rs"]
mod articles;

use articles::site;
use bytes::Bytes;
use http::{HeaderValue, Request, Response};
use http_body::Frame;
use http_body_util::{BodyExt, StreamBody};
use std::convert::Infallible;
use sunup_cache::{Body, Cache, CacheLayer};
use tower::{Layer, ServiceExt};

/// Everything that a service behind the cache could put into its page.
async fn reflect(request: Request<Body>) -> Result<Response<Body>, Infallible> {
    let (parts, body) = request.into_parts();
    let body = body.collect().await.expect("a whole body").to_bytes();
    let seen = format!(
        "{} {} {:?} {body:?}",
        parts.method, parts.uri, parts.headers
    );
    let response = Response::builder()
        .header("cache-control", "public, s-maxage=60")
        .body(Body::whole(seen.into()));
    Ok(response.expect("a response"))
}

/// What a visitor gets with a plain request after somebody else sent this one.
async fn after(target: &str, fields: &[(&str, &str)], body: &'static str) -> Bytes {
    let cache = Cache::builder().key(site()).build();
    let service = CacheLayer::new(cache).layer(tower::service_fn(reflect));
    let mut poisoned = Request::get(target);
    for (name, value) in fields {
        poisoned = poisoned.header(*name, *value);
    }
    let poisoned = poisoned.body(Body::whole(body.into()));
    let first = service.clone().oneshot(poisoned.expect("a request"));
    first.await.expect("an answer");
    let path = target.split('?').next().unwrap_or_default();
    let path = path.strip_prefix("http://example.org").unwrap_or(path);
    let plain = Request::get(path).body(Body::empty()).expect("a request");
    let answer = service.oneshot(plain).await.expect("an answer");
    answer
        .into_body()
        .collect()
        .await
        .expect("a whole body")
        .to_bytes()
}

#[tokio::test]
async fn whoever_comes_first_decides_nothing_for_those_who_follow() {
    for path in ["/article/a", "/_fn/article"] {
        let clean = after(path, &[], "").await;
        for field in [
            ("x-forwarded-host", "evil.example"),
            ("x-forwarded-proto", "http"),
            ("x-forwarded-port", "1"),
            ("x-forwarded-prefix", "/admin"),
            ("forwarded", "host=evil.example;proto=http"),
            ("host", "evil.example"),
            ("x-original-url", "/admin"),
            ("x-rewrite-url", "/admin"),
            ("x-http-method-override", "POST"),
            ("x-method-override", "DELETE"),
            ("accept", "text/html"),
            ("accept", "<script>"),
            ("accept-language", "xx-evil"),
            ("accept-encoding", "identity;q=0"),
            ("accept-encoding", "*;q=0"),
            ("referer", "https://evil.example/"),
            ("origin", "https://evil.example"),
            ("user-agent", "<script>"),
            ("cookie", "session=1; theme=<script>"),
            ("cookie", "theme=system; theme=dark"),
            ("cookie", "theme=%e4; \\\"theme=dark"),
            ("cache-control", "no-store, max-age=0"),
            ("pragma", "no-cache"),
            ("range", "bytes=0-0"),
            ("if-range", "\"x\""),
            ("if-none-match", "*"),
            ("if-match", "\"x\""),
            ("if-modified-since", "Fri, 31 Dec 2094 12:00:00 GMT"),
            ("if-unmodified-since", "Sun, 06 Nov 1994 08:49:37 GMT"),
            ("connection", "accept, cookie"),
            ("upgrade", "h2c"),
            ("te", "trailers"),
            ("expect", "100-continue"),
            ("content-length", "0"),
            ("content-type", "application/json"),
            ("x-sunup-route", "/admin"),
            ("sunup-cache", "off"),
            ("purpose", "prefetch"),
            ("via", "1.1 evil"),
            ("age", "99999"),
            ("vary", "*"),
            ("set-cookie", "a=b"),
        ] {
            // Articles read Accept, and this page does not say so: it stays out of the test there.
            if field.0 == "accept" && path == "/article/a" {
                continue;
            }
            assert_eq!(after(path, &[field], "").await, clean, "{path} {field:?}");
        }
        for query in [
            "utm=x;page=2&evil=1",
            "",
            "&&&",
            "=",
            "%",
            "page[]=2&PAGE=2",
            "%70age%00=2",
            "x=%26page%3D2%23",
            "?page=2",
        ] {
            let cloaked = format!("{path}?{query}");
            assert_eq!(after(&cloaked, &[], "").await, clean, "{query}");
            let absolute = format!("http://example.org{path}?{query}");
            assert_eq!(after(&absolute, &[], "").await, clean, "{absolute}");
        }
        let fat = [("content-length", "4")];
        assert_eq!(after(path, &fat, "evil").await, clean);
        // Without a length the cache cannot know of the body, and the render sees none.
        assert_eq!(after(path, &[], "evil").await, clean);
    }
}

/// What a visitor gets at `path` after somebody asked for each of `others`.
async fn beside(path: &str, others: &[&str]) -> Bytes {
    let cache = Cache::builder().key(site()).build();
    let service = CacheLayer::new(cache).layer(tower::service_fn(reflect));
    let mut body = Bytes::new();
    for target in others.iter().chain([&path]) {
        let request = Request::get(*target).body(Body::empty());
        let request = request.expect("a request");
        let answer = service.clone().oneshot(request).await.expect("an answer");
        let whole = answer.into_body().collect().await;
        body = whole.expect("a whole body").to_bytes();
    }
    body
}

#[tokio::test]
async fn no_address_that_only_resembles_a_page_changes_it() {
    let path = "/article/a";
    let clean = beside(path, &[]).await;
    for other in [
        "/article/a;x",
        "/article/a;",
        "/article/a%3B",
        "/article/a%2F",
        "/article/a/",
        "/article/a%00",
        "/article/a%00.css",
        "//article/a",
        "/article//a",
        "/article/./a",
        "/article/x/../a",
        "/article/x/%2e%2e/a",
        "/article/x%2f..%2fa",
        "/article%2Fa",
        "/article/a%3F",
        "/article/a%3Fpage=2",
        "/article/a%23x",
        "/article/a%20",
        "/article/a%0d%0aset-cookie:x",
        "/article/A",
        "/article/a.css",
        "/article/a%C0%AF",
        "/article/a%",
        "/article/%2561",
        "http://example.org/article/a;x",
        "http://evil.example/article/a",
    ] {
        assert_eq!(beside(path, &[other]).await, clean, "{other}");
        // And what resembles it gets no page of it, where it does not mean the same.
        let own = beside(other, &[]).await;
        assert_eq!(beside(other, &[path]).await, own, "{other}");
    }
}

/// A page that hides a cookie where a cache may overlook it.
async fn hiding(request: Request<Body>) -> Result<Response<Body>, Infallible> {
    let response = Response::builder().header("cache-control", "public, s-maxage=60");
    let cookie = HeaderValue::from_static("session=secret");
    let response = match request.uri().path() {
        "/named-by-connection" => response
            .header("connection", "set-cookie, close")
            .header("set-cookie", cookie),
        "/twice" => response
            .header("set-cookie", "")
            .header("set-cookie", cookie),
        _ => response.header("trailer", "set-cookie"),
    };
    let data = Ok::<_, Infallible>(Frame::data(Bytes::from_static(b"a page")));
    let mut trailers = http::HeaderMap::new();
    trailers.insert("set-cookie", HeaderValue::from_static("session=secret"));
    let frames = futures_util::stream::iter([data, Ok(Frame::trailers(trailers))]);
    let body = Body::stream(StreamBody::new(frames));
    Ok(response.body(body).expect("a response"))
}

#[tokio::test]
async fn no_cookie_reaches_a_second_visitor_wherever_a_page_hides_it() {
    for path in ["/named-by-connection", "/twice", "/in-trailers"] {
        let cache = Cache::builder().build();
        let service = CacheLayer::new(cache.clone()).layer(tower::service_fn(hiding));
        let mut bodies = Vec::new();
        for _ in 0..2 {
            let request = Request::get(path).body(Body::empty()).expect("a request");
            let answer = service.clone().oneshot(request).await.expect("an answer");
            let (parts, body) = answer.into_parts();
            bodies.push((parts.headers, body.collect().await.expect("a whole body")));
        }
        let (headers, body) = bodies.pop().expect("two answers");
        let stored = cache.stats().entries;
        assert_eq!(stored, u64::from(path == "/in-trailers"), "{path}");
        if stored > 0 {
            assert!(!headers.contains_key("set-cookie") && !headers.contains_key("trailer"));
            assert!(body.trailers().is_none(), "{path}");
        }
    }
}
