//! Rules of `[routes]`, in front of a site: what they lead to, and what ends the start.

mod client;

use std::fs;

use axum::{
    Router,
    extract::{Path, RawQuery},
    routing::get,
};
use client::{ask, styled};
use http::StatusCode;
use sunup_server::{
    assets::{Assets, AssetsLayer, Mode},
    config::{Origin, Reader, Setting},
    error_page::ErrorPages,
    exchange::ExchangeLayer,
    route::Routes,
    rules::{Config, RulesLayer, Site, Table, TagsLayer},
    target::TargetLayer,
};
use tempfile::TempDir;
use tower::ServiceBuilder;

const ROUTES: [&str; 7] = [
    "/",
    "/about",
    "/archive",
    "/search",
    "/article/{slug}",
    "/tag/{tag}",
    "/healthz",
];

/// A site of a few routes and files with these lines below `[routes]`.
fn site(lines: &str) -> Result<Router, String> {
    let folder = TempDir::new().expect("a temporary folder");
    let root = folder.path().join("site");
    fs::create_dir_all(root.join("pkg")).expect("a writable folder");
    fs::create_dir_all(root.join("images")).expect("a writable folder");
    for file in ["pkg/site.js", "favicon.svg", "images/a.svg"] {
        fs::write(root.join(file), file).expect("a writable file");
    }
    let file = folder.path().join("sunup.toml");
    fs::write(&file, format!("[routes]\n{lines}\n")).expect("a writable file");
    let mut reader = Reader::open(Some(&file), []).map_err(|error| error.to_string())?;
    let config = Config::read(&mut reader).map_err(|error| error.to_string())?;
    reader.finish().map_err(|error| error.to_string())?;
    let assets = Assets::open(&root, "pkg", Mode::Release).expect("a built site");
    let site = Site {
        routes: ROUTES.map(str::to_owned).into(),
        own: ["/healthz", "/_fn/{*name}", "/pkg/{*file}"]
            .map(str::to_owned)
            .into(),
        assets: assets.clone(),
        origin: Origin::parse("https://example.org").expect("an origin"),
    };
    let tags = TagsLayer::new(&config);
    let table = Table::new(config, site).map_err(|error| {
        let folder = format!("{}/", folder.path().display());
        error.to_string().replace(&folder, "")
    })?;
    let routes = Routes::new(ROUTES).expect("patterns");
    let shown = |name: &'static str| {
        move |RawQuery(query): RawQuery| async move { format!("{name}?{}", query.unwrap_or_default()) }
    };
    let pages = Router::new()
        .route("/", get(shown("home")))
        .route("/about", get(shown("about")))
        .route("/archive", get(shown("archive")))
        .route("/search", get(shown("search")))
        .route("/healthz", get(shown("healthy")))
        .route(
            "/article/{slug}",
            get(async |Path(slug): Path<String>| format!("article {slug}")),
        )
        .route(
            "/tag/{tag}",
            get(async |Path(tag): Path<String>| format!("tag {tag}")),
        )
        .fallback(|| async { (StatusCode::NOT_FOUND, "nothing here") });
    let service = ServiceBuilder::new()
        .layer(ExchangeLayer::new(routes.clone()))
        .layer(TargetLayer::new(styled()))
        .layer(RulesLayer::new(table, routes))
        .layer(AssetsLayer::new(assets, ErrorPages::plain()))
        .layer(tags)
        .service(pages);
    // The folder goes with the function; the files were read.
    Ok(Router::new().fallback_service(service))
}

fn good(lines: &str) -> Router {
    site(lines).unwrap_or_else(|error| panic!("{lines}: {error}"))
}

fn accepted(lines: &str) {
    drop(good(lines));
}

fn refused(lines: &str) -> String {
    match site(lines) {
        Ok(_) => panic!("{lines} was accepted"),
        Err(error) => error,
    }
}

#[tokio::test]
async fn a_redirect_takes_parameters_and_query_along() {
    let app = good(
        r#"
"/blog/{slug}" = { redirect = "/article/{slug}" }
"/blog/{year}/{slug}" = { redirect = { to = "/article/{slug}?from={year}#text", status = 301 } }
"/docs/{*rest}" = { redirect = { to = "https://docs.example.org/v1/{rest}", status = 307 } }
"/über" = { redirect = "/about" }
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
            "/to/@evil.example/",
            "https://docs.example.org/@evil.example/",
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
        ("/article/%6Fld", 308, "/article/new"),
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

#[test]
fn rules_for_the_same_addresses_are_an_error_that_names_both_lines() {
    let error = refused(
        r#""/blog/{slug}" = { redirect = "/article/{slug}" }
"/blog/{name}" = { headers = { x-a = "1" } }"#,
    );
    assert!(error.starts_with("sunup.toml:3:"), "{error}");
    assert!(
        error.contains("the rule for /blog/{name} is for the same addresses"),
        "{error}"
    );
    assert!(error.contains("/blog/{slug} at sunup.toml:2:"), "{error}");
    let error = refused("\"/a\" = { redirect = \"/\" }\n\"/%61\" = { redirect = \"/about\" }");
    assert!(
        error.contains("sunup.toml:2:") && error.contains("sunup.toml:3:"),
        "{error}"
    );
    // The same pattern twice is no TOML.
    let error = refused("\"/a\" = { redirect = \"/\" }\n\"/a\" = { redirect = \"/about\" }");
    assert!(error.contains(":3:"), "{error}");
}

#[test]
fn rules_of_which_neither_is_narrower_are_an_error_until_a_third_decides() {
    let two = r#""/{lang}/about" = { redirect = "/about" }
"/de/{page}" = { redirect = "/archive" }"#;
    let error = refused(two);
    for part in [
        "sunup.toml:2:",
        "sunup.toml:3:",
        "are both for /de/about, and neither is narrower",
    ] {
        assert!(error.contains(part), "{error}");
    }
    accepted(&format!("{two}\n\"/de/about\" = {{ redirect = \"/\" }}"));
    // One leads away and the other sets a field: both can be obeyed.
    accepted(
        "\"/{lang}/about\" = { redirect = \"/about\" }\n\"/de/{page}\" = { headers = { x-a = \"1\" } }",
    );
}

#[test]
fn a_rule_that_never_applies_or_leads_nowhere_is_an_error() {
    for (line, sentence) in [
        (
            r#""/favicon.svg" = { redirect = "/about" }"#,
            "can never apply, because the site has a file /favicon.svg",
        ),
        (
            r#""/healthz" = { redirect = "/about" }"#,
            "has a `redirect`, where /healthz is what the server itself answers",
        ),
        (
            r#""/_fn/tags" = { rewrite = "/about" }"#,
            "where /_fn/{*name} is what the server itself answers",
        ),
        (
            r#""/pkg/{*old}" = { redirect = "/" }"#,
            "where /pkg/{*file} is what the server itself answers",
        ),
        (
            r#""/a/{slug}" = { redirect = "/artcle/{slug}" }"#,
            "redirects to /artcle/{slug}, which is no address of this site; did you mean /article/{slug}?",
        ),
        (
            r#""/a" = { rewrite = "/abuot" }"#,
            "is rewritten to /abuot, which is no address of this site; did you mean /about?",
        ),
        (
            r#""/a" = { alias = "/favicon.svg" }"#,
            "is an alias of /favicon.svg, which is no page of this site",
        ),
        (
            r#""/a" = { alias = "/healthz" }"#,
            "which is no page of this site",
        ),
        (
            r#""/a" = { redirect = "https://example.org/abuot" }"#,
            "which is no address of this site",
        ),
        (
            r#""/tags/{tag}" = { cache = "hours" }"#,
            "has `cache`, and is for no route of this site; did you mean /tag/{tag}?",
        ),
        (
            r#""/tag/{name}" = { cache = "hours" }"#,
            "has `cache` for what this site calls /tag/{tag}",
        ),
    ] {
        let error = refused(line);
        assert!(error.starts_with("sunup.toml:2:"), "{line}: {error}");
        assert!(error.contains(sentence), "{line}: {error}");
    }
    for line in [
        r#""/a" = { redirect = "/favicon.svg" }"#,
        r#""/img/{*file}" = { redirect = "/images/{file}" }"#,
        r#""/status" = { rewrite = "/healthz" }"#,
        r#""/a" = { redirect = "https://elsewhere.example/abuot" }"#,
        r#""/tag/{tag}" = { cache = "hours" }"#,
    ] {
        accepted(line);
    }
}

#[test]
fn redirect_loops_are_refused_at_start() {
    for (lines, way, places) in [
        (
            r#""/a" = { redirect = "/a" }"#,
            "leads in a circle: /a → /a",
            &[2][..],
        ),
        (
            "\"/a\" = { redirect = \"/b\" }\n\"/b\" = { redirect = { to = \"/a\", status = 302 } }",
            "leads in a circle: /a → /b → /a",
            &[2, 3],
        ),
        // Through a rewrite.
        (
            "\"/a\" = { rewrite = \"/b\" }\n\"/b\" = { redirect = \"/a?x=1\" }",
            "→ /b → /a",
            &[2, 3],
        ),
        // Through aliases alone.
        (
            "\"/a/{x}\" = { alias = \"/b/{x}\" }\n\"/b/{y}\" = { alias = \"/a/{y}\" }",
            "/a/x → /b/x → /a/x",
            &[2, 3],
        ),
        // Across parameters, for one value only.
        (
            "\"/a/{x}\" = { redirect = \"/b/{x}\" }\n\"/b/old\" = { redirect = \"/a/old\" }\n\
             \"/b/{x}\" = { redirect = \"/article/{x}\" }",
            "/a/old → /b/old → /a/old",
            &[2, 3],
        ),
        // Parameters that change places.
        (
            "\"/a/{x}/{y}\" = { redirect = \"/b/{y}/{x}\" }\n\
             \"/b/{x}/{y}\" = { redirect = \"/a/{x}/{y}\" }",
            "leads in a circle: ",
            &[2, 3],
        ),
        // What follows becomes longer and longer.
        (
            r#""/a/{*rest}" = { redirect = "/a/b/{rest}" }"#,
            "leads on without an end: /a/rest → /a/b/rest → /a/b/b/rest",
            &[2],
        ),
        // A rest takes the shape of another pattern.
        (
            "\"/x/{*rest}\" = { redirect = \"/{rest}\" }\n\"/y/{z}\" = { redirect = \"/x/y/{z}\" }",
            "/x/y/z → /y/z → /x/y/z",
            &[2, 3],
        ),
        // By the site's own whole address.
        (
            "\"/a\" = { redirect = \"https://example.org/b\" }\n\"/b\" = { redirect = \"/a\" }",
            "/a → /b → /a",
            &[2, 3],
        ),
        // From a route that a rule takes over.
        (
            "\"/about\" = { redirect = \"/about/\" }\n\"/about/\" = { redirect = \"/about\" }",
            "/about → /about/ → /about",
            &[2, 3],
        ),
        // Of a long way only what is the circle.
        (
            "\"/1\" = { redirect = \"/2\" }\n\"/2\" = { redirect = \"/3\" }\n\"/3\" = { redirect = \"/2\" }",
            "circle: /",
            &[3, 4],
        ),
    ] {
        let error = refused(lines);
        assert!(error.contains(way), "{lines}: {error}");
        for line in places {
            assert!(
                error.contains(&format!("sunup.toml:{line}:")),
                "{lines}: {error}"
            );
        }
    }
}

#[test]
fn ways_that_come_to_an_end_are_no_loops() {
    for lines in [
        // Another slug each time.
        "\"/blog/{slug}\" = { redirect = \"/article/{slug}\" }\n\
         \"/article/old\" = { redirect = \"/blog/new\" }",
        // A language less each time.
        "\"/de/{*rest}\" = { redirect = \"/{rest}\" }\n\"/en/{*rest}\" = { redirect = \"/{rest}\" }\n\
         \"/fr/{*rest}\" = { redirect = \"/{rest}\" }",
        // What the site has not goes to what it has.
        r#""/{*rest}" = { redirect = "/" }"#,
        r#""/{*rest}" = { redirect = "/archive" }"#,
        r#""/{page}" = { rewrite = "/article/{page}" }"#,
        // A narrower rule ends it.
        "\"/a/{x}\" = { redirect = \"/b/{x}\" }\n\"/b/{x}\" = { redirect = \"/c/{x}\" }\n\
         \"/c/old\" = { redirect = \"/a/old\" }\n\"/c/{x}\" = { redirect = \"/article/{x}\" }\n\
         \"/b/old\" = { redirect = \"/about\" }",
        // Another site's address may be the same path.
        r#""/a" = { redirect = "https://www.example.org/a" }"#,
    ] {
        accepted(lines);
    }
}

#[test]
fn many_rules_are_checked_in_no_time() {
    let old = (0..3_000).map(|at| format!("\"/old/{at}\" = {{ redirect = \"/article/{at}\" }}\n"));
    let lines: String = old.collect();
    let start = std::time::Instant::now();
    accepted(&format!(
        "{lines}\"/old/{{*rest}}\" = {{ redirect = \"/archive\" }}"
    ));
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}
