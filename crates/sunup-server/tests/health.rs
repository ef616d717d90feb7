//! Alive is one thing, ready for visitors another.

mod client;

use std::{future::pending, time::Duration};

use axum::{Router, http::StatusCode};
use client::get;
use sunup_server::{
    health::{self, Readiness},
    shutdown::Signal,
};

const SECOND: Duration = Duration::from_secs(1);

fn app(readiness: Readiness) -> Router {
    health::router().merge(readiness.router())
}

#[tokio::test]
async fn a_live_process_says_ok() {
    let answer = get(&app(Readiness::new()), "/healthz", &[]).await;
    assert_eq!(
        (answer.status, answer.text().as_str()),
        (StatusCode::OK, "ok")
    );
    assert_eq!(answer.header("cache-control"), Some("no-store"));
}

#[tokio::test]
async fn ready_means_that_every_check_passes() {
    let readiness = Readiness::new()
        .check("database", SECOND, || async { Ok(()) })
        .check("content", SECOND, || async { Ok(()) });
    let answer = get(&app(readiness), "/readyz", &[]).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(
        answer.text(),
        r#"{"ready":true,"checks":[{"name":"database","ok":true},{"name":"content","ok":true}]}"#
    );
}

#[tokio::test]
async fn what_visitors_are_served_without_is_told_and_keeps_nobody_away() {
    let readiness = Readiness::new()
        .check("database", SECOND, || async { Ok(()) })
        .tell("disk", SECOND, || async { Err("it is full".to_owned()) });
    let answer = get(&app(readiness), "/readyz", &[]).await;
    assert_eq!(answer.status, StatusCode::OK);
    let expected = concat!(
        r#"{"ready":true,"checks":[{"name":"database","ok":true},"#,
        r#"{"name":"disk","ok":false,"needed":false,"reason":"it is full"}]}"#
    );
    assert_eq!(answer.text(), expected);
}

#[tokio::test]
async fn a_check_fails_by_a_reason_by_taking_too_long_and_by_panicking() {
    let readiness = Readiness::new()
        .check("good", SECOND, || async { Ok(()) })
        .check("bad", SECOND, || async { Err("it is down".to_owned()) })
        .check("slow", Duration::from_millis(10), || async {
            pending::<()>().await;
            Ok(())
        })
        .check("broken", SECOND, || async { panic!("on purpose") })
        .check("broken at once", SECOND, || {
            if true {
                panic!("on purpose");
            }
            async { Ok(()) }
        });
    let answer = get(&app(readiness), "/readyz", &[]).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    let text = answer.text();
    for part in [
        r#"{"ready":false,"#,
        r#"{"name":"good","ok":true}"#,
        r#"{"name":"bad","ok":false,"reason":"it is down"}"#,
        r#"{"name":"slow","ok":false,"reason":"no answer within 10 ms"}"#,
        r#"{"name":"broken","ok":false,"reason":"the check panicked"#,
        r#"{"name":"broken at once","ok":false,"reason":"the check panicked"#,
    ] {
        assert!(text.contains(part), "{part} is not in {text}");
    }
}

#[tokio::test]
async fn a_process_that_stops_is_not_ready() {
    let (trigger, signal) = Signal::manual();
    let app = app(Readiness::new().until(signal));
    assert_eq!(get(&app, "/readyz", &[]).await.status, StatusCode::OK);
    trigger.raise();
    let answer = get(&app, "/readyz", &[]).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(answer.text().contains("the process is stopping"));
    assert_eq!(get(&app, "/healthz", &[]).await.status, StatusCode::OK);
}
