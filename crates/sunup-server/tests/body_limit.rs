//! A body above the limit is a 413, whether it says its length or not.

mod client;

use std::{convert::Infallible, io, time::Duration};

use axum::{Router, body::Body, routing::post};
use bytes::Bytes;
use client::{exchange, send, start, styled};
use futures::stream;
use http::{Request, StatusCode};
use sunup_server::{config::ByteSize, limits::BodyLimitLayer};

fn app(limit: ByteSize) -> Router {
    Router::new()
        .route(
            "/",
            post(|body: Bytes| async move { body.len().to_string() }),
        )
        .route("/ignores", post(|| async { "did not read it" }))
        .route(
            "/swallows",
            post(|body: Body| async move {
                match axum::body::to_bytes(body, usize::MAX).await {
                    Ok(_) => "all of it",
                    Err(_) => "torn, but never mind",
                }
            }),
        )
        .layer(BodyLimitLayer::new(limit, styled()))
}

fn declared(path: &str, length: usize) -> Request<Body> {
    Request::post(path)
        .header("accept", "text/html")
        .header("content-length", length)
        .body(Body::from(vec![b'x'; length]))
        .expect("a valid request")
}

fn undeclared(path: &str, chunks: usize) -> Request<Body> {
    let chunk = || Ok::<_, Infallible>(Bytes::from_static(&[b'x'; 64]));
    let body = stream::iter((0..chunks).map(move |_| chunk()));
    Request::post(path)
        .header("accept", "text/html")
        .body(Body::from_stream(body))
        .expect("a valid request")
}

#[tokio::test]
async fn a_body_within_the_limit_passes_and_one_byte_more_does_not() {
    let app = app(ByteSize::kib(1));
    let fits = send(&app, declared("/", 1024)).await;
    assert_eq!(
        (fits.status, fits.text().as_str()),
        (StatusCode::OK, "1024")
    );
    let beyond = send(&app, declared("/", 1025)).await;
    assert_eq!(beyond.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(beyond.text().starts_with("<h1>styled 413</h1>"));
    assert!(beyond.text().contains("larger than 1KiB"));
}

#[tokio::test]
async fn a_body_without_a_length_is_cut_off_at_the_limit() {
    let app = app(ByteSize::kib(1));
    assert_eq!(send(&app, undeclared("/", 16)).await.text(), "1024");
    for path in ["/", "/swallows"] {
        let beyond = send(&app, undeclared(path, 17)).await;
        assert_eq!(beyond.status, StatusCode::PAYLOAD_TOO_LARGE, "{path}");
        assert!(beyond.text().starts_with("<h1>styled 413</h1>"), "{path}");
    }
}

#[tokio::test]
async fn a_body_that_nobody_reads_is_nobodys_business_unless_it_says_that_it_is_too_long() {
    let app = app(ByteSize::kib(1));
    assert_eq!(
        send(&app, undeclared("/ignores", 17)).await.status,
        StatusCode::OK
    );
    let declared = send(&app, declared("/ignores", 2000)).await;
    assert_eq!(declared.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn a_limit_above_axums_own_counts() {
    let app = app(ByteSize::mib(4));
    let body = send(&app, declared("/", 3 * 1024 * 1024)).await;
    assert_eq!(body.text(), (3 * 1024 * 1024).to_string());
}

#[tokio::test]
async fn lengths_that_contradict_themselves_never_reach_a_handler() -> io::Result<()> {
    let server = start(app(ByteSize::kib(1)), Duration::from_secs(5)).await?;
    for length in [
        "-1",
        "abc",
        "99999999999999999999999",
        "1\r\nContent-Length: 2",
    ] {
        let request = format!(
            "POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: {length}\r\n\r\nxx"
        );
        let answer = exchange(server.addr, request.as_bytes()).await?;
        assert!(answer.starts_with("HTTP/1.1 4"), "{length}: {answer:?}");
    }
    let huge = "POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 1000000000000\r\n\r\nxx";
    let answer = exchange(server.addr, huge.as_bytes()).await?;
    assert!(answer.starts_with("HTTP/1.1 413"), "{answer:?}");
    Ok(())
}

/// A client that writes first and reads then would never see a 413 whose connection is torn down
/// under what it still sends.
#[tokio::test]
async fn a_client_in_the_middle_of_a_long_body_still_reads_the_413() -> io::Result<()> {
    let server = start(app(ByteSize::kib(1)), Duration::from_secs(5)).await?;
    let length = 8 * 1024 * 1024;
    let head = format!("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: {length}\r\n\r\n");
    let mut request = head.into_bytes();
    request.resize(request.len() + length, b'x');
    let answer = exchange(server.addr, &request).await?;
    assert!(answer.starts_with("HTTP/1.1 413"), "{answer:?}");
    Ok(())
}
