//! Addresses that no route can mean are 4xx, in process and byte by byte on a socket.

mod client;

use std::{io, time::Duration};

use axum::{Router, routing::get};
use client::{ask, exchange, start, styled};
use http::{Method, StatusCode};
use sunup_server::target::TargetLayer;

fn app() -> Router {
    Router::new()
        .route("/", get(|| async { "home" }))
        .fallback(|| async { (StatusCode::NOT_FOUND, "reached the router") })
        .layer(TargetLayer::new(styled()))
}

#[tokio::test]
async fn a_refused_address_gets_the_styled_page_or_plain_text() {
    let html = ask(&app(), "GET", "/a/../b", &[("accept", "text/html")]).await;
    assert_eq!(html.status, StatusCode::BAD_REQUEST);
    assert_eq!(html.header("cache-control"), Some("no-store"));
    assert!(html.text().starts_with("<h1>styled 400</h1>"), "{html:?}");

    let text = ask(&app(), "GET", "/a/../b", &[("accept", "*/*")]).await;
    assert_eq!(
        text.header("content-type"),
        Some("text/plain; charset=utf-8")
    );
    assert_eq!(text.text(), "The address has a relative segment.\n");

    let head = ask(&app(), "HEAD", "/a/../b", &[("accept", "text/html")]).await;
    assert_eq!(head.status, StatusCode::BAD_REQUEST);
    assert!(head.bytes.is_empty());
}

#[tokio::test]
async fn a_good_address_reaches_the_router() {
    assert_eq!(ask(&app(), "GET", "/", &[]).await.text(), "home");
    let unknown = ask(&app(), "GET", "/%252e%252e/x", &[]).await;
    assert_eq!(unknown.text(), "reached the router");
}

#[tokio::test]
async fn an_address_that_is_spelled_otherwise_leads_to_the_one_of_the_page() {
    for (spelled, expected) in [
        ("/%61bout", "/about"),
        ("/about/?q=1", "/about?q=1"),
        (
            "/t%61g/%C3%BC%62er?%61=%2e%2e&b=%20",
            "/tag/%C3%BCber?%61=%2e%2e&b=%20",
        ),
        ("http://example.org/%7E", "/~"),
    ] {
        for method in ["GET", "HEAD", "POST"] {
            let answer = ask(&app(), method, spelled, &[("accept", "text/html")]).await;
            assert_eq!(answer.status, StatusCode::PERMANENT_REDIRECT, "{spelled}");
            assert_eq!(answer.header("location"), Some(expected), "{method}");
        }
    }
    // Another host cannot come to be of it.
    let answer = ask(&app(), "GET", "/%5C%65vil.example", &[]).await;
    assert_eq!(answer.header("location"), Some("/%5Cevil.example"));
    let answer = ask(&app(), "GET", "/%2F%65vil.example", &[]).await;
    assert_eq!(answer.header("location"), Some("/%2Fevil.example"));
}

#[tokio::test]
async fn forms_of_a_target_that_are_for_proxies_are_405_with_an_allow_header() {
    let asterisk = ask(&app(), "OPTIONS", "*", &[]).await;
    assert_eq!(asterisk.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(asterisk.header("allow"), Some(""));
    let connect = ask(&app(), Method::CONNECT.as_str(), "example.org:443", &[]).await;
    assert_eq!(connect.status, StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn raw_requests_of_every_bad_kind_are_answered_and_the_server_lives() -> io::Result<()> {
    let server = start(app(), Duration::from_secs(5)).await?;
    let long = format!("GET /{} HTTP/1.1", "a".repeat(20_000));
    let endless = format!("GET /{} HTTP/1.1", "a".repeat(100_000));
    let requests: Vec<(&[u8], &[&str])> = vec![
        (b"CONNECT example.org:443 HTTP/1.1", &["405"]),
        (b"OPTIONS * HTTP/1.1", &["405"]),
        (b"GET * HTTP/1.1", &["405"]),
        (b"GET example.org:80 HTTP/1.1", &["400"]),
        (b"GET http://example.org/../x HTTP/1.1", &["400"]),
        (b"GET /../../etc/passwd HTTP/1.1", &["400"]),
        (b"GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1", &["400"]),
        (b"GET /..%5c..%5cetc HTTP/1.1", &["400"]),
        (b"GET /..\\..\\etc HTTP/1.1", &["400"]),
        (b"GET //evil.example/ HTTP/1.1", &["400"]),
        (b"GET /%zz HTTP/1.1", &["400"]),
        (b"GET /%00 HTTP/1.1", &["400"]),
        (b"GET /%ff HTTP/1.1", &["400"]),
        (b"GET /\xff HTTP/1.1", &["400"]),
        (b"GET /\0 HTTP/1.1", &["400"]),
        (b"GET /\x01 HTTP/1.1", &["400"]),
        (b"GET ../x HTTP/1.1", &["400"]),
        (b"GET  HTTP/1.1", &["400"]),
        (b"\x16\x03\x01\x02\x00\x01", &["400"]),
        (long.as_bytes(), &["414"]),
        (endless.as_bytes(), &["414", "431"]),
        (b"GET / HTTP/1.1", &["200"]),
    ];
    for (line, expected) in requests {
        let mut bytes = line.to_vec();
        bytes.extend_from_slice(b"\r\nHost: example.org\r\nConnection: close\r\n\r\n");
        let answer = exchange(server.addr, &bytes).await?;
        let status = answer.split(' ').nth(1).unwrap_or_default();
        let shown = String::from_utf8_lossy(&line[..line.len().min(60)]);
        assert!(expected.contains(&status), "{shown:?} got {answer:?}");
    }
    Ok(())
}
