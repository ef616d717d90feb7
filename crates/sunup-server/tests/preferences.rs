//! A form without JavaScript sets a cookie of few words and sends the visitor back.

mod client;

use axum::{Router, body::Body};
use client::{Answer, ask, send, styled};
use http::Request;
use sunup_server::preferences::{self, Config, Preference};

fn app(secure: bool) -> Router {
    let known = vec![
        Preference {
            name: "theme",
            values: vec!["system", "light", "dark"],
        },
        Preference {
            name: "text",
            values: vec!["normal", "large"],
        },
    ];
    preferences::router(Config { known, secure }, styled())
}

async fn post(form: &str) -> Answer {
    let request = Request::post("/preferences")
        .header("accept", "text/html")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("referer", "http://127.0.0.1/search?q=wasm")
        .body(Body::from(form.to_owned()))
        .expect("a valid request");
    send(&app(false), request).await
}

#[tokio::test]
async fn a_choice_becomes_a_cookie_and_the_visitor_goes_back() {
    let answer = post("back=%2Fsearch&theme=dark").await;
    assert_eq!(answer.status, 303);
    assert_eq!(answer.header("location"), Some("/search?q=wasm"));
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    assert_eq!(
        answer.header("set-cookie"),
        Some("theme=dark; Path=/; Max-Age=31536000; SameSite=Lax")
    );
}

#[tokio::test]
async fn two_choices_are_two_cookies() {
    let answer = post("theme=light&text=large").await;
    assert_eq!(answer.headers.get_all("set-cookie").iter().count(), 2);
    assert_eq!(answer.header("location"), Some("/"));
}

#[tokio::test]
async fn over_https_the_cookie_is_for_https_alone() {
    let request = Request::post("/preferences")
        .header(
            "content-type",
            "application/x-www-form-urlencoded; charset=utf-8",
        )
        .body(Body::from("theme=system"))
        .expect("a valid request");
    let answer = send(&app(true), request).await;
    assert!(
        answer
            .header("set-cookie")
            .is_some_and(|cookie| cookie.ends_with("; Secure"))
    );
}

#[tokio::test]
async fn what_is_not_known_is_refused_and_sets_nothing() {
    for form in [
        "theme=purple",
        "theme=dark&theme=%0d%0aX: y",
        "session=stolen",
        "theme=",
        "theme",
        "text=large&colour=red",
    ] {
        let answer = post(form).await;
        assert_eq!(answer.status, 400, "{form}");
        assert_eq!(answer.header("set-cookie"), None, "{form}");
        assert!(answer.text().starts_with("<h1>styled 400</h1>"), "{form}");
    }
    let long = format!("back=/{}", "a".repeat(9000));
    assert_eq!(post(&long).await.status, 400);
}

#[tokio::test]
async fn only_a_form_is_read() {
    let get = ask(&app(false), "GET", "/preferences?theme=dark", &[]).await;
    assert_eq!(
        (get.status.as_u16(), get.header("allow")),
        (405, Some("POST"))
    );
    assert_eq!(get.header("set-cookie"), None);
    let json = [("content-type", "application/json")];
    assert_eq!(
        ask(&app(false), "POST", "/preferences", &json).await.status,
        415
    );
}
