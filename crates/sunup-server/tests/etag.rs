//! Answers that are made for each request have strong tags and are not sent twice.

mod client;

use axum::{Router, response::IntoResponse, routing::get};
use client::{ask, get as fetch};
use http::{StatusCode, header};
use sunup_server::{compression::CompressionLayer, etag::EtagLayer};

fn app() -> Router {
    let feed = || async {
        let headers = [
            (header::CONTENT_TYPE, "application/atom+xml; charset=utf-8"),
            (header::CACHE_CONTROL, "public, max-age=300"),
            (header::VARY, "accept"),
        ];
        (headers, "words ".repeat(500)).into_response()
    };
    let picture = || async { ([(header::CONTENT_TYPE, "image/png")], "pixels ".repeat(500)) };
    Router::new()
        .route("/feed", get(feed))
        .route("/picture", get(picture))
        .route(
            "/own",
            get(|| async { ([(header::ETAG, "\"own\"")], "text") }),
        )
        .route("/missing", get(|| async { StatusCode::NOT_FOUND }))
        .layer(EtagLayer::new())
        .layer(CompressionLayer::new())
}

#[tokio::test]
async fn the_tag_names_the_bytes() {
    let app = app();
    let one = fetch(&app, "/feed", &[]).await;
    let tag = one.header("etag").expect("a tag");
    assert!(tag.starts_with('"') && tag.ends_with('"'), "{tag}");
    assert_eq!(one.header("content-length"), Some("3000"));
    let again = fetch(&app, "/feed", &[]).await;
    assert_eq!(again.header("etag"), Some(tag));
    let other = fetch(&app, "/picture", &[]).await;
    assert_ne!(other.header("etag"), Some(tag));
}

#[tokio::test]
async fn every_encoding_has_a_tag_of_its_own_and_is_not_sent_twice() {
    let app = app();
    let mut tags = Vec::new();
    for encoding in ["identity", "br", "gzip", "zstd"] {
        let accept = ("accept-encoding", encoding);
        let whole = fetch(&app, "/feed", &[accept]).await;
        assert_eq!(whole.status, StatusCode::OK);
        let coded = whole.header("content-encoding");
        assert_eq!(coded.unwrap_or("identity"), encoding);
        assert!(
            encoding == "identity" || whole.bytes.len() < 500,
            "{encoding}"
        );
        let tag = whole.header("etag").expect("a tag").to_owned();
        let again = fetch(&app, "/feed", &[accept, ("if-none-match", &tag)]).await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED, "{encoding}");
        assert!(again.bytes.is_empty());
        assert_eq!(again.header("etag"), Some(tag.as_str()));
        assert_eq!(again.header("cache-control"), Some("public, max-age=300"));
        for answer in [whole, again] {
            let vary: Vec<_> = answer.headers.get_all("vary").iter().collect();
            assert_eq!(vary, ["accept", "accept-encoding"], "{encoding}");
        }
        tags.push(tag);
    }
    tags.sort();
    tags.dedup();
    assert_eq!(tags.len(), 4, "{tags:?}");
}

#[tokio::test]
async fn a_picture_is_sent_as_it_is() {
    let app = app();
    let picture = fetch(&app, "/picture", &[("accept-encoding", "br")]).await;
    assert_eq!(picture.header("content-encoding"), None);
    assert_eq!(picture.header("vary"), None);
    assert_eq!(picture.bytes.len(), 3500);
}

#[tokio::test]
async fn head_has_the_headers_of_get() {
    let app = app();
    let get = fetch(&app, "/feed", &[]).await;
    let head = ask(&app, "HEAD", "/feed", &[]).await;
    assert_eq!(head.status, StatusCode::OK);
    assert!(head.bytes.is_empty());
    for name in ["etag", "content-length", "content-type", "cache-control"] {
        assert_eq!(head.header(name), get.header(name), "{name}");
    }
    let tag = get.header("etag").expect("a tag");
    let known = ask(&app, "HEAD", "/feed", &[("if-none-match", tag)]).await;
    assert_eq!(known.status, StatusCode::NOT_MODIFIED);
}

#[tokio::test]
async fn conditions_are_about_the_tag() {
    let app = app();
    for (header, value, status) in [
        ("if-none-match", "*", 304),
        ("if-none-match", "\"x\"", 200),
        ("if-match", "\"x\"", 412),
        ("if-match", "*", 200),
    ] {
        let answer = fetch(&app, "/feed", &[(header, value)]).await;
        assert_eq!(answer.status.as_u16(), status, "{header}: {value}");
    }
}

#[tokio::test]
async fn what_has_a_tag_or_is_no_success_is_left_alone() {
    let app = app();
    assert_eq!(
        fetch(&app, "/own", &[]).await.header("etag"),
        Some("\"own\"")
    );
    let missing = fetch(&app, "/missing", &[]).await;
    assert_eq!(
        (missing.status, missing.header("etag")),
        (StatusCode::NOT_FOUND, None)
    );
}
