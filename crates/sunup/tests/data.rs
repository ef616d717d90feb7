//! Promise: what several pages show is read once, purged with them, and what one render remembers
//! is seen by no other.

use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    response::Response,
    routing::any,
};
use leptos::prelude::*;
use leptos_router::{
    components::{Route, Router as Pages},
    path,
};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
    time::Duration,
};
use sunup::{
    cache,
    document::{Assets, DocumentKind, SiteFiles, Stylesheet},
    nav::Routes,
    page::{Policy, tag, tracked},
    prelude::*,
    render::{Renderer, RendererConfig},
};
use sunup_cache::{Cache, CacheLayer, store::Limit};
use sunup_test::TestApp;
use tokio::sync::OnceCell;

/// How often each name was read.
static READS: Mutex<Option<HashMap<String, usize>>> = Mutex::new(None);

fn reads(name: &str) -> usize {
    let reads = READS.lock().expect("no panic");
    let count = reads.as_ref().and_then(|reads| reads.get(name).copied());
    count.unwrap_or_default()
}

/// One more read, as its number.
fn one_more(name: &str) -> usize {
    let mut reads = READS.lock().expect("no panic");
    let count = reads.get_or_insert_default().entry(name.to_owned());
    let count = count.or_default();
    *count += 1;
    *count
}

/// Data that fails, is not there, or says how often it was read.
async fn read(name: String) -> Result<String, PageError> {
    let number = one_more(&name);
    tokio::time::sleep(Duration::from_millis(5)).await;
    match name.split('-').next() {
        Some("missing") => Err(PageError::not_found("Nothing is there.")),
        Some("broken") if number == 1 => Err(PageError::internal()),
        Some("carded") => {
            tag(format!("card:{name}"));
            Ok(format!("{name} {number}"))
        }
        Some("own") => {
            sunup::page::cache(Policy::private());
            Ok(format!("{name} {number}"))
        }
        _ => Ok(format!("{name} {number}")),
    }
}

fn shared<T>(name: &str) -> cache::Data<T> {
    let policy = Policy::public().max_age(60).tag(format!("tag:{name}"));
    cache::data(format!("test:{name}"), policy)
}

/// What several pages show.
#[server(prefix = "/_fn", endpoint = "shown", protocol = sunup::page::Read)]
async fn shown(name: String) -> Result<String, PageError> {
    sunup::page::cache(Policy::hours());
    let own = name.clone();
    shared(&name).read(move || read(own.clone())).await
}

/// Writes what several pages show.
#[server(prefix = "/_fn", endpoint = "written", protocol = sunup::page::Read)]
async fn written(name: String) -> Result<String, PageError> {
    let own = name.clone();
    shared(&name)
        .write(async move { Ok(format!("{own} written")) })
        .await
}

/// The same name, as if the type had been another one.
#[server(prefix = "/_fn", endpoint = "typed", protocol = sunup::page::Read)]
async fn typed(name: String) -> Result<String, PageError> {
    let number: u64 = shared(&name).read(|| async { Ok(7) }).await?;
    Ok(number.to_string())
}

/// What one render remembers.
async fn remembered(name: String) -> Result<String, PageError> {
    sunup::page::cache(Policy::hours());
    cache::memo(name.clone(), || tracked(name.clone(), || read(name))).await
}

#[component]
fn Shown() -> impl IntoView {
    let params = leptos_router::hooks::use_params_map();
    let name = move || params.read().get("name").unwrap_or_default();
    let loaded = load(name, shown);
    view! { <Loaded resource=loaded let:text><h1>{text}</h1></Loaded> }
}

/// Two components that show the same.
#[component]
fn Twice() -> impl IntoView {
    let params = leptos_router::hooks::use_params_map();
    let name = move || params.read().get("name").unwrap_or_default();
    let (one, two) = (load(name, remembered), load(name, remembered));
    view! {
        <Loaded resource=one let:text><h1>{text}</h1></Loaded>
        <Loaded resource=two let:text><p>{text}</p></Loaded>
    }
}

#[component]
fn App() -> impl IntoView {
    view! {
        <Pages>
            <Routes fallback=|| "nothing here">
                <Route path=path!("/one/:name") view=page(Shown)/>
                <Route path=path!("/other/:name") view=page(Shown)/>
                <Route path=path!("/twice/:name") view=page(Twice)/>
            </Routes>
        </Pages>
    }
}

fn document(kind: DocumentKind) -> impl IntoView {
    view! {
        <!DOCTYPE html>
        <html data-sunup=kind.marker()>
            <head><Assets/></head>
            <body><App/></body>
        </html>
    }
}

#[derive(Clone)]
struct Site {
    /// Without a cache in front, so that each request is a render.
    renders: TestApp,
    /// With the cache in front that keeps the data as well.
    cached: TestApp,
    cache: Cache,
}

/// The site. Made once: Leptos marks the listing of routes in a flag of the whole process.
async fn site() -> Site {
    static SITE: OnceCell<Site> = OnceCell::const_new();
    SITE.get_or_init(make).await.clone()
}

async fn make() -> Site {
    let config = RendererConfig {
        deadline: Duration::from_secs(10),
        files: SiteFiles {
            pkg_path: "pkg/b1".into(),
            output_name: "site".into(),
            origin: "https://example.org".into(),
            stylesheet: Stylesheet::Linked,
            reload_port: None,
        },
        chunks: None,
        error_document: Arc::new(|status, message| format!("<h1>{status}</h1><p>{message}</p>")),
    };
    let renderer = Renderer::new(config, || {}, document, App).await;
    let renderer = renderer.expect("a renderer");
    let settings = sunup_cache::Settings {
        memory: Limit::fixed(16 << 20),
        ..Default::default()
    };
    let cache = Cache::builder().settings(settings).build();
    let renderer = renderer.sharing(cache.clone());
    let mut router = Router::new().route("/_fn/{name}", any(function));
    for path in renderer.routes() {
        router = router.route(path, any(document_at));
    }
    let router = router.with_state(renderer.clone());
    Site {
        renders: TestApp::new(router.clone()),
        cached: TestApp::new(router.layer(CacheLayer::new(cache.clone()))),
        cache,
    }
}

async fn document_at(State(renderer): State<Renderer>, request: Request) -> Response<Body> {
    renderer.page(request).await
}

async fn function(State(renderer): State<Renderer>, request: Request) -> Response<Body> {
    renderer.function(request).await
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_and_functions_that_show_the_same_read_it_once() {
    let site = site().await;
    for path in [
        "/one/plain",
        "/other/plain",
        "/_fn/shown?name=plain",
        "/one/plain?again",
    ] {
        let reply = site.renders.get(path).await;
        reply.assert_status(200).assert_body_contains("plain 1");
    }
    assert_eq!(reads("plain"), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn visitors_at_the_same_time_wait_for_one_read() {
    let site = site().await;
    let visits = (0..20).map(|number| {
        let app = site.renders.clone();
        tokio::spawn(async move { app.get(&format!("/one/crowd?{number}")).await })
    });
    for visit in visits.collect::<Vec<_>>() {
        visit
            .await
            .expect("no panic")
            .assert_body_contains("crowd 1");
    }
    assert_eq!(reads("crowd"), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_has_the_names_of_its_data_and_is_kept_no_longer() {
    let site = site().await;
    for path in ["/one/named", "/other/named", "/_fn/shown?name=named"] {
        site.renders
            .get(path)
            .await
            .assert_header("cache-tag", "tag:named")
            .assert_header(
                "cache-control",
                "public, max-age=0, must-revalidate, s-maxage=60",
            );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_purge_reaches_data_and_the_pages_that_show_it() {
    let site = site().await;
    for path in ["/one/purged", "/other/purged"] {
        site.cached.get(path).await.assert_body_contains("purged 1");
    }
    site.cache.purge_tag("tag:purged").await;
    for path in ["/one/purged", "/other/purged"] {
        site.cached.get(path).await.assert_body_contains("purged 2");
    }
    assert_eq!(reads("purged"), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn names_that_a_read_notes_are_those_of_every_page_that_gets_the_result() {
    let site = site().await;
    for path in ["/one/carded-x", "/other/carded-x"] {
        let reply = site.renders.get(path).await;
        let tags = reply.header("cache-tag");
        assert!(tags.contains("card:carded-x"), "{path}: {tags}");
    }
    site.cache.purge_tag("card:carded-x").await;
    let reply = site.renders.get("/one/carded-x").await;
    reply.assert_body_contains("carded-x 2");
}

#[tokio::test(flavor = "multi_thread")]
async fn that_nothing_is_there_is_a_result_and_a_failure_is_none() {
    let site = site().await;
    for path in ["/one/missing-x", "/other/missing-x"] {
        let reply = site.renders.get(path).await;
        reply
            .assert_status(404)
            .assert_header("cache-tag", "tag:missing-x")
            .assert_body_contains("Nothing is there.");
    }
    assert_eq!(reads("missing-x"), 1);
    site.renders.get("/one/broken-x").await.assert_status(500);
    let reply = site.renders.get("/one/broken-x").await;
    reply.assert_status(200).assert_body_contains("broken-x 2");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_read_says_is_for_one_visitor_is_kept_by_nobody() {
    let site = site().await;
    for number in 1..=2 {
        let reply = site.renders.get("/one/own-x").await;
        reply
            .assert_body_contains(&format!("own-x {number}"))
            .assert_header("cache-control", "private, no-store");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_written_is_shown_without_a_read() {
    let site = site().await;
    site.cached
        .get("/one/book")
        .await
        .assert_body_contains("book 1");
    let written = site.renders.get("/_fn/written?name=book").await;
    written
        .assert_status(200)
        .assert_body_contains("book written");
    let next = site.cached.get("/one/book").await;
    next.assert_body_contains("book written");
    assert_eq!(reads("book"), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_kept_of_another_type_is_read_anew() {
    let site = site().await;
    site.renders
        .get("/one/retyped")
        .await
        .assert_body_contains("retyped 1");
    let typed = site.renders.get("/_fn/typed?name=retyped").await;
    typed.assert_status(200).assert_body_contains("7");
    let back = site.renders.get("/one/retyped").await;
    back.assert_body_contains("retyped 2");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_components_of_a_render_ask_once_and_no_other_render_gets_it() {
    let site = site().await;
    let visits = (0..8).map(|number| {
        let app = site.renders.clone();
        tokio::spawn(async move { app.get(&format!("/twice/memo?{number}")).await })
    });
    let mut seen = Vec::new();
    for visit in visits.collect::<Vec<_>>() {
        let reply = visit.await.expect("no panic");
        let of = |open: &str| {
            let text = reply.body.split(open).nth(1).unwrap_or_default();
            text.split('<').next().unwrap_or_default().to_owned()
        };
        assert_eq!(of("<h1>"), of("<p>"), "{}", reply.body);
        reply.assert_header("cache-tag", "memo");
        seen.push(of("<h1>"));
    }
    seen.sort();
    seen.dedup();
    assert_eq!((seen.len(), reads("memo")), (8, 8), "{seen:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failure_is_not_remembered_by_the_render() {
    let site = site().await;
    let reply = site.renders.get("/twice/broken-memo").await;
    reply.assert_body_contains("broken-memo 2");
    assert_eq!(reads("broken-memo"), 2);
}
