//! A panic is a styled 500, is logged once, and the process lives.
//!
//! The hook is of the whole process, so everything about it is one test.

mod client;

use std::{
    io::Write,
    sync::{Arc, Mutex},
};

use axum::{Router, response::Response, routing::get};
use client::{ask, get as fetch, styled};
use http::{Request, StatusCode};
use sunup_server::{catch_panic::CatchPanicLayer, telemetry, trace::TraceLayer};
use tower::service_fn;

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

async fn panics() -> &'static str {
    tokio::task::yield_now().await;
    panic!("the kettle boiled over")
}

fn app() -> Router {
    let at_once = service_fn(|_: Request<axum::body::Body>| -> std::future::Ready<Result<Response, std::convert::Infallible>> {
        panic!("before there is a future")
    });
    Router::new()
        .route("/", get(|| async { "home" }))
        .route("/panics", get(panics))
        .route_service("/at-once", at_once)
        .layer(CatchPanicLayer::new(styled()))
        .layer(TraceLayer::new())
}

#[tokio::test]
async fn a_panic_is_a_500_logged_once_with_its_backtrace_and_the_rest_goes_on() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_ansi(false)
        .with_writer(move || writer.clone())
        .finish();
    let _guard = tracing::subscriber::set_default(subscriber);
    telemetry::install_panic_hook();

    let app = app();
    let html = fetch(&app, "/panics", &[("accept", "text/html")]).await;
    assert_eq!(html.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(html.text().starts_with("<h1>styled 500</h1>"));
    assert!(!html.text().contains("kettle"), "the cause is for the log");
    assert_eq!(html.header("cache-control"), Some("no-store"));

    // What fails below is told by the hook of the test harness again.
    drop(std::panic::take_hook());
    let text = {
        let bytes = log.0.lock().expect("no panic").clone();
        String::from_utf8(bytes).expect("UTF-8")
    };
    assert_eq!(text.matches("the kettle boiled over").count(), 1, "{text}");
    assert!(text.contains("path=\"/panics\""), "inside the span: {text}");
    let backtrace = text.split_once("backtrace=").map_or("", |(_, it)| it);
    assert!(backtrace.contains("at ./tests/panics.rs:"), "{text}");
    assert!(text.contains("frames of the runtime left out"), "{text}");
    assert!(!text.contains("core::panicking"), "{text}");

    let early = ask(&app, "GET", "/at-once", &[]).await;
    assert_eq!(early.status, StatusCode::INTERNAL_SERVER_ERROR);
    let head = ask(&app, "HEAD", "/panics", &[("accept", "text/html")]).await;
    assert!(head.bytes.is_empty());
    assert_eq!(fetch(&app, "/", &[]).await.text(), "home");
}
