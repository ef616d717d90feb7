//! Requests are counted by route pattern and status, in few series whatever is asked for.

mod client;

use std::time::Duration;

use axum::{Router, http::StatusCode, response::IntoResponse, routing::get};
use client::{ask, get as fetch};
use sunup_server::{
    exchange::ExchangeLayer,
    metrics,
    route::{RouteLabel, Routes},
};

fn app() -> Router {
    Router::new()
        .route("/article/{slug}", get(|| async { "an article" }))
        .route(
            "/broken",
            get(|| async { StatusCode::INTERNAL_SERVER_ERROR }),
        )
        .route(
            "/file",
            get(|| async {
                let mut response = "a file".into_response();
                response.extensions_mut().insert(RouteLabel("assets"));
                response
            }),
        )
        .route("/never", get(std::future::pending::<StatusCode>))
        .layer(ExchangeLayer::new(Routes::default()))
}

/// One test, for the registry belongs to the whole process.
#[tokio::test]
async fn requests_are_counted_by_pattern_and_never_by_address() {
    let handle = metrics::install().expect("a registry");
    let again = metrics::install().expect("the same registry");
    let app = app();
    for n in 0..20 {
        fetch(&app, &format!("/article/{n}"), &[]).await;
        fetch(&app, &format!("/unknown/{n}"), &[]).await;
        ask(&app, &format!("BREW{n}"), "/article/x", &[]).await;
    }
    fetch(&app, "/broken", &[]).await;
    fetch(&app, "/file", &[]).await;
    let leaves = fetch(&app, "/never", &[]);
    let waited = tokio::time::timeout(Duration::from_millis(20), leaves).await;
    assert!(waited.is_err(), "{waited:?}");

    let text = again.render();
    for line in [
        r#"http_requests_total{method="GET",route="/article/{slug}",status="200"} 20"#,
        r#"http_requests_total{method="GET",route="unmatched",status="404"} 20"#,
        r#"http_requests_total{method="other",route="/article/{slug}",status="405"} 20"#,
        r#"http_requests_total{method="GET",route="/broken",status="500"} 1"#,
        r#"http_requests_total{method="GET",route="assets",status="200"} 1"#,
        r#"http_requests_total{method="GET",route="/never",status="499"} 1"#,
        r#"http_request_duration_seconds_count{method="GET",route="/article/{slug}"} 20"#,
        r#"http_request_duration_seconds_bucket{method="GET",route="/article/{slug}",le="+Inf"} 20"#,
        "# TYPE http_request_duration_seconds histogram",
    ] {
        assert!(
            text.lines().any(|it| it == line),
            "{line} is not in\n{text}"
        );
    }
    let series = |text: &str| {
        text.lines()
            .filter(|line| line.starts_with("http_requests_total"))
            .count()
    };
    assert_eq!(series(&handle.render()), 6);

    let upkeep = handle.spawn_upkeep();
    tokio::task::yield_now().await;
    assert!(!upkeep.is_finished());
    upkeep.abort();
}
