//! Dynamic responses are compressed where that helps, and say so to caches.

mod client;

use axum::{Router, response::IntoResponse, routing::get};
use client::get as fetch;
use http::header;
use sunup_server::compression::CompressionLayer;

fn typed(content_type: &'static str) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, content_type)], "words ".repeat(500))
}

fn app() -> Router {
    let etag = |etag: &'static str| {
        let html = (header::CONTENT_TYPE, "text/html");
        ([html, (header::ETAG, etag)], "words ".repeat(500))
    };
    let encoded = [
        (header::CONTENT_TYPE, "text/html"),
        (header::CONTENT_ENCODING, "br"),
    ];
    let untouchable = [
        (header::CONTENT_TYPE, "text/html"),
        (header::CACHE_CONTROL, "no-transform"),
    ];
    Router::new()
        .route("/html", get(|| async { typed("text/html; charset=utf-8") }))
        .route("/json", get(|| async { typed("application/json") }))
        .route("/svg", get(|| async { typed("image/svg+xml") }))
        .route("/feed", get(|| async { typed("application/atom+xml") }))
        .route("/png", get(|| async { typed("image/png") }))
        .route("/zip", get(|| async { typed("application/zip") }))
        .route("/events", get(|| async { typed("text/event-stream") }))
        .route("/tiny", get(|| async { "tiny" }))
        .route("/strong", get(move || async move { etag("\"a\"") }))
        .route("/weak", get(move || async move { etag("W/\"a\"") }))
        .route(
            "/encoded",
            get(move || async move { (encoded, "words ".repeat(500)) }),
        )
        .route(
            "/untouchable",
            get(move || async move { (untouchable, "words ".repeat(500)) }),
        )
        .layer(CompressionLayer::new())
}

#[tokio::test]
async fn the_client_chooses_the_encoding() {
    for (accept, encoding) in [
        ("br", Some("br")),
        ("gzip", Some("gzip")),
        ("zstd", Some("zstd")),
        ("gzip;q=0.5, br", Some("br")),
        ("br;q=0, gzip", Some("gzip")),
        ("identity", None),
        ("deflate", None),
    ] {
        let answer = fetch(&app(), "/html", &[("accept-encoding", accept)]).await;
        assert_eq!(answer.header("content-encoding"), encoding, "{accept}");
        assert_eq!(answer.header("vary"), Some("accept-encoding"), "{accept}");
        assert_eq!(answer.bytes.len() < 3000, encoding.is_some(), "{accept}");
    }
    let lines = [("accept-encoding", "deflate"), ("accept-encoding", "br")];
    let second_line = fetch(&app(), "/html", &lines).await;
    assert_eq!(second_line.header("content-encoding"), Some("br"));
    let silent = fetch(&app(), "/html", &[]).await;
    assert_eq!(silent.header("content-encoding"), None);
    assert_eq!(silent.header("vary"), Some("accept-encoding"));
}

#[tokio::test]
async fn what_shrinks_is_compressed_and_the_rest_left_alone() {
    for path in ["/html", "/json", "/svg", "/feed", "/weak"] {
        let answer = fetch(&app(), path, &[("accept-encoding", "br")]).await;
        assert_eq!(answer.header("content-encoding"), Some("br"), "{path}");
    }
    for path in [
        "/png",
        "/zip",
        "/events",
        "/tiny",
        "/strong",
        "/untouchable",
    ] {
        let answer = fetch(&app(), path, &[("accept-encoding", "br")]).await;
        assert_eq!(answer.header("content-encoding"), None, "{path}");
    }
    let encoded = fetch(&app(), "/encoded", &[("accept-encoding", "gzip")]).await;
    assert_eq!(encoded.header("content-encoding"), Some("br"));
    assert_eq!(encoded.text(), "words ".repeat(500));
}
