//! The admin listener answers its operator and nobody else.

mod client;

use axum::{Router, http::StatusCode, routing::get};
use client::{ask, get as fetch};
use sunup_server::{admin, config::Secret, health::Readiness, metrics};

const TOKEN: &str = "0123456789abcdef0123456789abcdef";

fn app(addr: &str, token: Option<&str>) -> Router {
    let config = admin::Config {
        addr: addr.parse().expect("an address"),
        token: token.map(Secret::new),
    };
    let site = Router::new().route("/cache/stats", get(|| async { "from the site" }));
    let metrics = metrics::install().expect("a registry");
    admin::router(&config, Readiness::new(), metrics, site)
}

fn local() -> Router {
    app("127.0.0.1:4000", None)
}

#[tokio::test]
async fn health_readiness_metrics_and_the_sites_own_pages_are_served() {
    let host = [("host", "127.0.0.1:4000")];
    for (path, part) in [
        ("/healthz", "ok"),
        ("/readyz", "\"ready\":true"),
        ("/cache/stats", "from the site"),
        ("/metrics", ""),
    ] {
        let answer = fetch(&local(), path, &host).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert!(answer.text().contains(part), "{path}");
    }
    let metrics = fetch(&local(), "/metrics", &host).await;
    let expected = "text/plain; version=0.0.4; charset=utf-8";
    assert_eq!(metrics.header("content-type"), Some(expected));
    let unknown = fetch(&local(), "/unknown", &host).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_foreign_host_is_refused_on_every_path() {
    for host in [
        "evil.example",
        "evil.example:4000",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "192.0.2.1:4000",
        "user@127.0.0.1",
        "",
        "[",
        "127.0.0.1:4000, evil.example",
    ] {
        for path in ["/metrics", "/healthz", "/cache/stats", "/unknown"] {
            let answer = fetch(&local(), path, &[("host", host)]).await;
            assert_eq!(
                answer.status,
                StatusCode::MISDIRECTED_REQUEST,
                "{host} {path}"
            );
        }
    }
    assert_eq!(
        fetch(&local(), "/metrics", &[]).await.status,
        StatusCode::MISDIRECTED_REQUEST
    );
    let two = [("host", "127.0.0.1"), ("host", "evil.example")];
    assert_eq!(
        fetch(&local(), "/metrics", &two).await.status,
        StatusCode::MISDIRECTED_REQUEST
    );
    let absolute = fetch(
        &local(),
        "http://evil.example/metrics",
        &[("host", "127.0.0.1")],
    )
    .await;
    assert_eq!(absolute.status, StatusCode::MISDIRECTED_REQUEST);
}

#[tokio::test]
async fn names_and_addresses_of_loopback_are_not_foreign() {
    for host in [
        "localhost",
        "LOCALHOST:4000",
        "127.0.0.1",
        "127.9.9.9:1",
        "[::1]:4000",
    ] {
        let answer = fetch(&local(), "/healthz", &[("host", host)]).await;
        assert_eq!(answer.status, StatusCode::OK, "{host}");
    }
}

#[tokio::test]
async fn a_foreign_origin_is_refused() {
    let host = ("host", "127.0.0.1:4000");
    for origin in [
        "https://evil.example",
        "http://127.0.0.1:3000",
        "http://127.0.0.1:4000.evil.example",
        "null",
        "",
    ] {
        let answer = ask(
            &local(),
            "POST",
            "/cache/stats",
            &[host, ("origin", origin)],
        )
        .await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{origin}");
    }
    for site in ["cross-site", "same-site"] {
        let answer = fetch(&local(), "/metrics", &[host, ("sec-fetch-site", site)]).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{site}");
    }
    let own = [
        host,
        ("origin", "http://127.0.0.1:4000"),
        ("sec-fetch-site", "same-origin"),
    ];
    assert_eq!(
        fetch(&local(), "/healthz", &own).await.status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn with_a_token_every_request_has_to_bear_it() {
    let app = app("0.0.0.0:4000", Some(TOKEN));
    let host = ("host", "192.0.2.1:4000");
    for sent in [
        "",
        "Bearer",
        "Bearer ",
        "Bearer wrong",
        &format!("Bearer {}", &TOKEN[1..]),
        &format!("Bearer {TOKEN}x"),
        &format!("Basic {TOKEN}"),
        TOKEN,
    ] {
        for path in ["/metrics", "/healthz", "/readyz", "/unknown"] {
            let answer = fetch(&app, path, &[host, ("authorization", sent)]).await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{sent:?} {path}");
            assert!(answer.header("www-authenticate").is_some());
        }
    }
    assert_eq!(
        fetch(&app, "/metrics", &[host]).await.status,
        StatusCode::UNAUTHORIZED
    );
    for scheme in ["Bearer", "bearer"] {
        let sent = format!("{scheme} {TOKEN}");
        let answer = fetch(&app, "/metrics", &[host, ("authorization", &sent)]).await;
        assert_eq!(answer.status, StatusCode::OK, "{scheme}");
    }
    let name = [("host", "evil.example"), ("authorization", TOKEN)];
    assert_eq!(
        fetch(&app, "/metrics", &name).await.status,
        StatusCode::MISDIRECTED_REQUEST
    );
}
