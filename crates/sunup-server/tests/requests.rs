//! Every request has an id, in the log and on the response, and one line in the log.

mod client;

use std::{
    io::Write,
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::{Extension, Router, response::IntoResponse, routing::get};
use client::{ask, get as fetch};
use http::StatusCode;
use sunup_server::{
    exchange::{Exchange, ExchangeLayer},
    route::{RouteLabel, Routes},
};
use tracing::subscriber::DefaultGuard;

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("no panic").write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Log {
    /// Of this thread only, which is where a `tokio::test` runs everything.
    fn start(filter: &str) -> (Self, DefaultGuard) {
        let log = Self::default();
        let writer = log.clone();
        let subscriber = tracing_subscriber::fmt()
            .with_env_filter(filter)
            .with_ansi(false)
            .with_writer(move || writer.clone())
            .finish();
        (log, tracing::subscriber::set_default(subscriber))
    }

    fn lines(&self) -> Vec<String> {
        let bytes = self.0.lock().expect("no panic").clone();
        let text = String::from_utf8(bytes).expect("UTF-8");
        text.lines().map(str::to_owned).collect()
    }
}

fn app() -> Router {
    Router::new()
        .route(
            "/article/{slug}",
            get(
                |Extension(exchange): Extension<Exchange>| async move { exchange.id().to_string() },
            ),
        )
        .route(
            "/broken",
            get(|| async { StatusCode::INTERNAL_SERVER_ERROR }),
        )
        .route("/never", get(std::future::pending::<StatusCode>))
        .layer(ExchangeLayer::new(Routes::default()))
}

#[tokio::test]
async fn a_well_formed_id_is_kept_and_any_other_replaced() {
    let kept = fetch(&app(), "/article/x", &[("x-request-id", "proxy-1")]).await;
    assert_eq!(kept.header("x-request-id"), Some("proxy-1"));
    assert_eq!(kept.text(), "proxy-1");

    let too_long = "a".repeat(65);
    for bad in ["", "a b", "<script>", "a\"b", too_long.as_str()] {
        let made = fetch(&app(), "/article/x", &[("x-request-id", bad)]).await;
        let id = made.header("x-request-id").expect("an id");
        assert_eq!(id.len(), 32, "{bad:?}");
        assert_eq!(made.text(), id);
    }
}

#[tokio::test]
async fn a_response_is_one_line_with_id_route_and_status_but_without_the_query() {
    let (log, _guard) = Log::start("info");
    let headers = [("x-request-id", "proxy-2")];
    fetch(&app(), "/article/how-to?token=hunter2", &headers).await;
    let lines = log.lines();
    assert_eq!(lines.len(), 1, "{lines:?}");
    for part in [
        "INFO",
        "id=\"proxy-2\"",
        "method=\"GET\"",
        "path=\"/article/how-to\"",
        "status=200",
        "route=\"/article/{slug}\"",
        "latency_ms=",
    ] {
        assert!(lines[0].contains(part), "{part} is not in {}", lines[0]);
    }
    assert!(!lines[0].contains("hunter2"), "{}", lines[0]);
}

#[tokio::test]
async fn a_5xx_is_an_error_that_names_its_request_even_when_only_errors_are_logged() {
    let (log, _guard) = Log::start("error");
    ask(&app(), "GET", "/broken", &[]).await;
    ask(&app(), "GET", "/unknown", &[]).await;
    let lines = log.lines();
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(lines[0].contains("ERROR"), "{}", lines[0]);
    assert!(lines[0].contains("path=\"/broken\""), "{}", lines[0]);
    assert!(lines[0].contains("status=500"), "{}", lines[0]);
}

#[tokio::test]
async fn a_client_that_leaves_before_its_answer_is_one_line() {
    let (log, _guard) = Log::start("info");
    let app = app();
    let visit = fetch(&app, "/never?token=hunter2", &[("x-request-id", "proxy-3")]);
    let waited = tokio::time::timeout(Duration::from_millis(20), visit).await;
    assert!(waited.is_err(), "{waited:?}");
    let lines = log.lines();
    assert_eq!(lines.len(), 1, "{lines:?}");
    for part in [
        "INFO",
        "client left",
        "id=\"proxy-3\"",
        "method=\"GET\"",
        "path=\"/never\"",
        "status=499",
        "route=\"/never\"",
        "latency_ms=",
    ] {
        assert!(lines[0].contains(part), "{part} is not in {}", lines[0]);
    }
    assert!(!lines[0].contains("hunter2"), "{}", lines[0]);
}

#[tokio::test]
async fn an_answer_that_is_there_already_is_told_of_like_any_other() {
    let (log, _guard) = Log::start("info");
    let routes = Routes::new(["/article/{slug}"]).expect("a pattern");
    let layer = ExchangeLayer::new(routes).ready(|parts, label| {
        assert_eq!(label, Some(RouteLabel("/article/{slug}")));
        let kept = "kept".into_response();
        (parts.uri.path() == "/article/kept").then_some(kept)
    });
    let app = Router::new()
        .route("/article/{slug}", get(|| async { "made" }))
        .layer(layer);
    let kept = fetch(&app, "/article/kept?x=1", &[("x-request-id", "proxy-4")]).await;
    assert_eq!(kept.text(), "kept");
    assert_eq!(kept.header("x-request-id"), Some("proxy-4"));
    let made = fetch(&app, "/article/other", &[]).await;
    assert_eq!(made.text(), "made");
    let lines = log.lines();
    assert_eq!(lines.len(), 2, "{lines:?}");
    for part in [
        "id=\"proxy-4\"",
        "path=\"/article/kept\"",
        "status=200",
        "route=\"/article/{slug}\"",
    ] {
        assert!(lines[0].contains(part), "{part} is not in {}", lines[0]);
    }
}

#[tokio::test]
async fn a_panic_while_an_answer_is_looked_for_leaves_the_other_way() {
    let layer = ExchangeLayer::new(Routes::default()).ready(|_, _| panic!("as the test wants"));
    let app = Router::new()
        .route("/", get(|| async { "made" }))
        .layer(layer);
    assert_eq!(fetch(&app, "/", &[]).await.text(), "made");
}
