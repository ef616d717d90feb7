//! Files in release: named by their build, compressed beforehand, and nothing from outside.

mod client;

use std::{fs, path::Path};

use axum::{Router, http::StatusCode};
use client::{Answer, ask, get, styled};
use sunup_server::assets::{Assets, AssetsError, AssetsLayer, Mode};
use tempfile::TempDir;

fn site() -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    write(folder.path(), "secret.txt", "outside");
    let root = folder.path().join("site");
    write(&root, "pkg/conduit.js", "export {}");
    write(&root, "pkg/conduit.js.br", "<brotli of the glue>");
    write(&root, "pkg/conduit.js.gz", "<gzip of the glue>");
    write(&root, "pkg/conduit_bg.wasm", "\0asm");
    write(&root, "pkg/snippets/a.js", "export const a = 1");
    write(&root, "pkg/only.br", "no sibling of anything");
    write(&root, "robots.txt", "User-agent: *");
    write(&root, "img/a b.svg", "<svg/>");
    write(&root, ".env", "SECRET=1");
    write(&root, ".well-known/security.txt", "Contact: x");
    folder
}

fn write(root: &Path, name: &str, text: &str) {
    let path = root.join(name);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a new folder");
    fs::write(path, text).expect("a new file");
}

fn open(folder: &TempDir) -> Assets {
    Assets::open(&folder.path().join("site"), "pkg", Mode::Release).expect("a built site")
}

fn app(assets: &Assets) -> Router {
    Router::new()
        .fallback(|| async { "the router" })
        .layer(AssetsLayer::new(assets.clone(), styled()))
}

async fn fetch(folder: &TempDir, path: &str, headers: &[(&str, &str)]) -> Answer {
    get(&app(&open(folder)), path, headers).await
}

#[tokio::test]
async fn a_file_of_the_build_is_immutable_for_a_year() {
    let site = site();
    let assets = open(&site);
    let (build, app) = (assets.pkg_path(), app(&assets));
    assert_eq!(build, format!("pkg/{}", assets.build_id()));
    let wasm = get(&app, &format!("/{build}/conduit_bg.wasm"), &[]).await;
    assert_eq!(wasm.status, StatusCode::OK);
    assert_eq!(wasm.header("content-type"), Some("application/wasm"));
    assert_eq!(wasm.header("content-length"), Some("4"));
    assert_eq!(
        wasm.header("cache-control"),
        Some("public, max-age=31536000, immutable")
    );
    assert_eq!(wasm.bytes, b"\0asm");
    let snippet = get(&app, &format!("/{build}/snippets/a.js"), &[]).await;
    assert_eq!(snippet.text(), "export const a = 1");
    let only = get(&app, &format!("/{build}/only.br"), &[]).await;
    assert_eq!(only.header("content-encoding"), None);
}

#[tokio::test]
async fn a_file_of_another_build_or_of_none_is_a_404_that_nobody_keeps() {
    let site = site();
    let assets = open(&site);
    let app = app(&assets);
    let build = assets.pkg_path();
    for path in [
        "/pkg",
        "/pkg/",
        "/pkg/conduit.js",
        "/pkg/0123456789abcdef/conduit.js",
        &format!("/{build}"),
        &format!("/{build}/"),
        &format!("/{build}/unknown.js"),
        &format!("/{build}/conduit.js.br"),
        &format!("/{build}/../../secret.txt"),
        &format!("/{build}/%2e%2e/%2e%2e/secret.txt"),
    ] {
        let answer = get(&app, path, &[("accept", "text/html")]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{path}");
        assert!(answer.text().starts_with("<h1>styled 404</h1>"), "{path}");
    }
}

#[tokio::test]
async fn everything_that_is_no_file_reaches_the_router() {
    let site = site();
    for path in [
        "/",
        "/article/x",
        "/pkgs",
        "/.env",
        "/img",
        "/img/",
        "/robots.txt/",
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/%ff",
        "/robots.txt%00",
    ] {
        assert_eq!(fetch(&site, path, &[]).await.text(), "the router", "{path}");
    }
}

#[tokio::test]
async fn a_public_file_has_a_strong_etag_and_a_short_life() {
    let site = site();
    let file = fetch(&site, "/robots.txt?v=1", &[]).await;
    assert_eq!(file.text(), "User-agent: *");
    assert_eq!(
        file.header("content-type"),
        Some("text/plain; charset=utf-8")
    );
    assert_eq!(file.header("cache-control"), Some("public, max-age=300"));
    assert_eq!(file.header("vary"), Some("accept-encoding"));
    let etag = file.header("etag").expect("an etag").to_owned();
    assert!(etag.starts_with('"') && etag.len() == 18, "{etag}");

    let again = fetch(&site, "/robots.txt", &[("if-none-match", &etag)]).await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
    assert_eq!(again.header("etag"), Some(etag.as_str()));
    assert_eq!(again.header("cache-control"), Some("public, max-age=300"));
    assert!(again.bytes.is_empty());
    let other = fetch(&site, "/robots.txt", &[("if-none-match", "\"x\"")]).await;
    assert_eq!(other.status, StatusCode::OK);
    let failed = fetch(&site, "/robots.txt", &[("if-match", "\"x\"")]).await;
    assert_eq!(failed.status, StatusCode::PRECONDITION_FAILED);

    assert_eq!(fetch(&site, "/img/a%20b.svg", &[]).await.text(), "<svg/>");
    let known = fetch(&site, "/.well-known/security.txt", &[]).await;
    assert_eq!(known.text(), "Contact: x");
}

#[tokio::test]
async fn the_best_accepted_encoding_is_sent_and_each_has_its_own_etag() {
    let site = site();
    let assets = open(&site);
    let app = app(&assets);
    let path = format!("/{}/conduit.js", assets.pkg_path());
    let mut etags = Vec::new();
    for (accept, encoding, text) in [
        (
            "gzip, deflate, br, zstd",
            Some("br"),
            "<brotli of the glue>",
        ),
        (
            "br;q=0.1, gzip;q=0.2, identity;q=0",
            Some("gzip"),
            "<gzip of the glue>",
        ),
        ("zstd", None, "export {}"),
    ] {
        let answer = get(&app, &path, &[("accept-encoding", accept)]).await;
        assert_eq!(answer.header("content-encoding"), encoding, "{accept}");
        assert_eq!(answer.text(), text, "{accept}");
        assert_eq!(answer.header("vary"), Some("accept-encoding"));
        assert_eq!(
            answer.header("content-type"),
            Some("text/javascript; charset=utf-8")
        );
        etags.push(answer.header("etag").expect("an etag").to_owned());
    }
    etags.sort();
    etags.dedup();
    assert_eq!(etags.len(), 3);
    let none = fetch(&site, "/robots.txt", &[("accept-encoding", "identity;q=0")]).await;
    assert_eq!(none.status, StatusCode::NOT_ACCEPTABLE);
    assert_eq!(none.header("cache-control"), Some("no-store"));
}

#[tokio::test]
async fn a_part_of_a_file_can_be_asked_for() {
    let site = site();
    let part = fetch(&site, "/robots.txt", &[("range", "bytes=5-9")]).await;
    assert_eq!(part.status, StatusCode::PARTIAL_CONTENT);
    assert_eq!(part.header("content-range"), Some("bytes 5-9/13"));
    assert_eq!(part.header("content-length"), Some("5"));
    assert_eq!(part.text(), "agent");
    let beyond = fetch(&site, "/robots.txt", &[("range", "bytes=13-")]).await;
    assert_eq!(beyond.status, StatusCode::RANGE_NOT_SATISFIABLE);
    assert_eq!(beyond.header("content-range"), Some("bytes */13"));
    let stale = [("range", "bytes=5-9"), ("if-range", "\"x\"")];
    assert_eq!(
        fetch(&site, "/robots.txt", &stale).await.status,
        StatusCode::OK
    );
    let head = ask(
        &app(&open(&site)),
        "HEAD",
        "/robots.txt",
        &[("range", "bytes=5-9")],
    )
    .await;
    assert_eq!(head.status, StatusCode::OK);
}

#[tokio::test]
async fn a_file_can_only_be_read() {
    let site = site();
    let app = app(&open(&site));
    let head = ask(&app, "HEAD", "/robots.txt", &[]).await;
    assert_eq!(head.status, StatusCode::OK);
    assert_eq!(head.header("content-length"), Some("13"));
    assert!(head.bytes.is_empty());
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "BREW"] {
        let answer = ask(&app, method, "/robots.txt", &[]).await;
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{method}");
        assert_eq!(answer.header("allow"), Some("GET, HEAD"), "{method}");
    }
}

#[tokio::test]
async fn a_large_file_comes_from_the_disk_whole_and_in_parts() {
    let site = site();
    let bytes: Vec<u8> = (0..3_000_000_u32).map(|i| (i / 7) as u8).collect();
    let path = site.path().join("site/film.mp4");
    fs::write(&path, &bytes).expect("a new file");
    let app = app(&open(&site));
    let whole = get(&app, "/film.mp4", &[]).await;
    assert_eq!(whole.header("content-type"), Some("video/mp4"));
    assert!(whole.bytes == bytes);
    let part = get(&app, "/film.mp4", &[("range", "bytes=1000000-2999999")]).await;
    assert!(part.bytes == bytes[1_000_000..]);
    fs::remove_file(path).expect("the file");
    let gone = get(&app, "/film.mp4", &[("accept", "text/html")]).await;
    assert_eq!(gone.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(gone.text().starts_with("<h1>styled 500</h1>"));
}

#[test]
fn the_build_id_names_the_bytes_of_the_code_and_nothing_else() {
    let one = site();
    let id = open(&one).build_id().to_owned();
    assert_eq!(id.len(), 16);
    assert_eq!(
        open(&site()).build_id(),
        id,
        "another folder, the same bytes"
    );

    let root = one.path().join("site");
    write(&root, "robots.txt", "changed");
    write(&root, "pkg/conduit.js.br", "compressed anew");
    assert_eq!(open(&one).build_id(), id);
    write(&root, "pkg/conduit.js", "export {};");
    let changed = open(&one).build_id().to_owned();
    assert_ne!(changed, id);
    fs::rename(root.join("pkg/conduit.js"), root.join("pkg/renamed.js")).expect("a new name");
    assert_ne!(open(&one).build_id(), changed);
}

#[test]
fn a_site_that_is_not_built_says_what_to_do() {
    let folder = TempDir::new().expect("a temporary folder");
    for root in ["none", ""] {
        let error = Assets::open(&folder.path().join(root), "pkg", Mode::Release);
        let error = error.expect_err("nothing built");
        assert!(matches!(error, AssetsError::NotBuilt { .. }), "{error}");
        assert!(error.to_string().contains("cargo sunup build"), "{error}");
    }
    for name in ["", "..", "a/b", "/"] {
        let error = Assets::open(folder.path(), name, Mode::Release);
        assert!(matches!(error, Err(AssetsError::PkgName { .. })), "{name}");
    }
}

#[cfg(unix)]
#[tokio::test]
async fn a_link_is_followed_inside_the_site_root_and_never_out_of_it() {
    let site = site();
    let root = site.path().join("site");
    let link = |to: &str, name: &str| std::os::unix::fs::symlink(to, root.join(name));
    link("../secret.txt", "out.txt").expect("a link");
    link("..", "up").expect("a link");
    link("robots.txt", "in.txt").expect("a link");
    link("nowhere", "dangling").expect("a link");
    link(".", "loop").expect("a link");
    for path in [
        "/out.txt",
        "/up/secret.txt",
        "/dangling",
        "/loop/robots.txt",
    ] {
        assert_eq!(fetch(&site, path, &[]).await.text(), "the router", "{path}");
    }
    assert_eq!(fetch(&site, "/in.txt", &[]).await.text(), "User-agent: *");
}

#[tokio::test]
async fn under_watch_files_are_found_as_they_come_and_browsers_ask_each_time() {
    let folder = TempDir::new().expect("a temporary folder");
    let root = folder.path().join("site");
    let assets = Assets::open(&root, "pkg", Mode::Watch).expect("not built yet");
    assert_eq!(assets.pkg_path(), "pkg");
    let app = app(&assets);
    assert_eq!(get(&app, "/", &[]).await.text(), "the router");
    let early = get(&app, "/pkg/conduit.css", &[]).await;
    assert_eq!(early.status, StatusCode::NOT_FOUND);

    write(folder.path(), "secret.txt", "outside");
    write(&root, "pkg/conduit.css", "a{}");
    write(&root, "robots.txt", "User-agent: *");
    write(&root, ".env", "SECRET=1");
    let css = get(&app, "/pkg/conduit.css", &[("accept-encoding", "br")]).await;
    assert_eq!(css.text(), "a{}");
    assert_eq!(css.header("cache-control"), Some("no-cache"));
    assert_eq!(css.header("content-type"), Some("text/css; charset=utf-8"));
    write(&root, "pkg/conduit.css", "b{}");
    assert_eq!(get(&app, "/pkg/conduit.css", &[]).await.text(), "b{}");
    assert_eq!(get(&app, "/robots.txt", &[]).await.text(), "User-agent: *");
    let post = ask(&app, "POST", "/robots.txt", &[]).await;
    assert_eq!(post.status, StatusCode::METHOD_NOT_ALLOWED);

    for path in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/.env",
        "/%00",
        "//robots.txt/../../secret.txt",
        "/pkg/../../secret.txt",
    ] {
        let answer = get(&app, path, &[]).await;
        assert!(!answer.text().contains("outside"), "{path}");
        assert!(!answer.text().contains("SECRET"), "{path}");
    }
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("../secret.txt", root.join("out.txt")).expect("a link");
        assert_eq!(get(&app, "/out.txt", &[]).await.text(), "the router");
    }
}

#[tokio::test]
async fn the_text_of_the_build_is_known_by_its_name_and_under_watch_it_is_not() {
    let site = site();
    assert_eq!(open(&site).text("conduit.js"), Some("export {}"));
    assert_eq!(open(&site).text("absent.js"), None);
    assert_eq!(open(&site).text("../robots.txt"), None);
    let root = site.path().join("site");
    let watched = Assets::open(&root, "pkg", Mode::Watch).expect("a folder");
    assert_eq!(watched.text("conduit.js"), None);
}
