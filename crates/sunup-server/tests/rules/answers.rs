//! What requests are led to, and which fields their answers get.

use super::{client::ask, good};
use http::StatusCode;

#[tokio::test]
async fn a_redirect_takes_parameters_and_query_along() {
    let app = good(
        r#"
"/blog/{slug}" = { redirect = "/article/{slug}" }
"/blog/{year}/{slug}" = { redirect = { to = "/article/{slug}?from={year}#text", status = 301 } }
"/docs/{*rest}" = { redirect = { to = "https://docs.example.org/v1/{rest}", status = 307 } }
"/über" = { redirect = "/about" }
"/manual" = { redirect = "https://docs.example.org/v1/" }
"#,
    );
    for (path, status, location) in [
        ("/blog/how-to", 308, "/article/how-to"),
        (
            "/blog/how-to?utm=1&a=%20b",
            308,
            "/article/how-to?utm=1&a=%20b",
        ),
        ("/blog/a%2Fb%3F", 308, "/article/a%2Fb%3F"),
        (
            "/blog/2026/x?from=evil&y=1",
            301,
            "/article/x?from=2026&y=1#text",
        ),
        ("/docs/a/b?c", 307, "https://docs.example.org/v1/a/b?c"),
        ("/%C3%BCber", 308, "/about"),
        ("/manual?a", 308, "https://docs.example.org/v1/?a"),
    ] {
        for method in ["GET", "HEAD", "POST"] {
            let answer = ask(&app, method, path, &[]).await;
            assert_eq!(answer.status.as_u16(), status, "{path}");
            assert_eq!(answer.header("location"), Some(location), "{path}");
            assert_eq!(answer.header("cache-control"), None, "{path}");
            assert_eq!(answer.text(), "");
        }
    }
    assert_eq!(
        ask(&app, "GET", "/blog", &[]).await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(ask(&app, "GET", "/about", &[]).await.text(), "about?");
}

#[tokio::test]
async fn no_address_is_sent_to_a_host_that_the_file_does_not_name() {
    let app = good(
        r#"
"/go/{*rest}" = { redirect = "/{rest}" }
"/to/{*rest}" = { redirect = "https://docs.example.org/{rest}" }
"/article/{*rest}" = { rewrite = "/tag/{rest}" }
"#,
    );
    for path in [
        "/go//evil.example",
        "/go///evil.example/x",
        "/go/%2e%2e/%2e%2e/x",
        "/go/%0d%0aset-cookie:%20a=b",
        "/to//evil.example",
        "/go//evil.example?x=//evil.example",
    ] {
        let answer = ask(&app, "GET", path, &[]).await;
        assert_eq!(answer.header("location"), None, "{path}");
        assert!(answer.status.is_client_error(), "{path}: {}", answer.status);
    }
    for (path, location) in [
        ("/go/%5Cevil.example", "/%5Cevil.example"),
        ("/go/%2F%2Fevil.example", "/%2F%2Fevil.example"),
        ("/go/x@evil.example", "/x@evil.example"),
        (
            "/to/@evil.example",
            "https://docs.example.org/@evil.example",
        ),
        (
            "/to/.evil.example",
            "https://docs.example.org/.evil.example",
        ),
    ] {
        let answer = ask(&app, "GET", path, &[]).await;
        assert_eq!(answer.header("location"), Some(location), "{path}");
    }
}

#[tokio::test]
async fn what_is_rewritten_is_answered_as_its_target() {
    let app = good(
        r#"
"/old/{*rest}" = { rewrite = "/archive" }
"/find/{word}" = { rewrite = "/search?q={word}" }
"/ueber" = { alias = "/about" }
"/a/{slug}" = { alias = "/article/{slug}" }
"/icon" = { rewrite = "/favicon.svg" }
"#,
    );
    for (path, text, link) in [
        ("/old/a/b", "archive?", None),
        ("/find/a%26b?q=evil&page=2", "search?q=a%26b&page=2", None),
        (
            "/ueber?x=1",
            "about?x=1",
            Some("<https://example.org/about>; rel=\"canonical\""),
        ),
        (
            "/a/%C3%BC",
            "article ü",
            Some("<https://example.org/article/%C3%BC>; rel=\"canonical\""),
        ),
        ("/icon", "favicon.svg", None),
    ] {
        let answer = ask(&app, "GET", path, &[]).await;
        assert_eq!(answer.text(), text, "{path}");
        assert_eq!(answer.header("link"), link, "{path}");
        assert_eq!(answer.header("location"), None, "{path}");
    }
    assert_eq!(ask(&app, "GET", "/about", &[]).await.header("link"), None);
}

#[tokio::test]
async fn the_narrowest_pattern_decides_and_the_sites_own_come_first() {
    let app = good(
        r#"
"/{*rest}" = { redirect = { to = "/archive", status = 302 } }
"/article/{*rest}" = { redirect = { to = "/search", status = 307 } }
"/article/old" = { redirect = "/article/new" }
"#,
    );
    for (path, answered) in [
        ("/", "home?"),
        ("/about", "about?"),
        ("/article/x", "article x"),
        ("/favicon.svg", "favicon.svg"),
        ("/healthz", "healthy?"),
    ] {
        let answer = ask(&app, "GET", path, &[]).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert_eq!(answer.text(), answered, "{path}");
    }
    for (path, status, location) in [
        ("/nowhere", 302, "/archive"),
        ("/tag/a/b", 302, "/archive"),
        ("/article/old", 308, "/article/new"),
        // The one spelling of it is led on.
        ("/article/%6Fld", 308, "/article/old"),
        ("/article/a/b", 307, "/search"),
    ] {
        let answer = ask(&app, "GET", path, &[]).await;
        assert_eq!(answer.status.as_u16(), status, "{path}");
        assert_eq!(answer.header("location"), Some(location), "{path}");
    }
    let gone = ask(&app, "GET", "/pkg/0000000000000000/site.js", &[]).await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn fields_are_those_of_all_rules_and_the_narrower_wins() {
    let app = good(
        r#"
"/{*rest}" = { headers = { x-a = "wide", x-b = "wide" } }
"/article/{slug}" = { headers = { x-a = "article" } }
"/article/new" = { headers = { x-c = "new" } }
"/a/{slug}" = { rewrite = "/article/{slug}", headers = { x-b = "short" } }
"/b" = { redirect = "/about", headers = { x-c = "gone" } }
"#,
    );
    for (path, a, b, c) in [
        ("/", None, None, None),
        ("/about", Some("wide"), Some("wide"), None),
        ("/favicon.svg", Some("wide"), Some("wide"), None),
        ("/nowhere", Some("wide"), Some("wide"), None),
        ("/article/x", Some("article"), Some("wide"), None),
        ("/article/new", Some("article"), Some("wide"), Some("new")),
        ("/a/new", Some("wide"), Some("short"), Some("new")),
        ("/b", Some("wide"), Some("wide"), Some("gone")),
    ] {
        let answer = ask(&app, "GET", path, &[]).await;
        let found = ["x-a", "x-b", "x-c"].map(|name| answer.header(name));
        assert_eq!(found, [a, b, c], "{path}");
    }
}

#[tokio::test]
async fn pages_get_the_tags_of_their_rule() {
    let app = good(r#""/tag/{tag}" = { cache = { tags = ["tag:{tag}", "tags"] } }"#);
    let answer = ask(&app, "GET", "/tag/a%2Cb", &[]).await;
    assert_eq!(answer.header("cache-tag"), Some("tag:a%2Cb,tags"));
    assert_eq!(
        ask(&app, "GET", "/about", &[]).await.header("cache-tag"),
        None
    );
}
