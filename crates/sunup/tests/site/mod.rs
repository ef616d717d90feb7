//! A site of its own whose pages and functions fail in every way a page can fail.

use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    response::Response,
    routing::any,
};
use leptos::prelude::*;
use leptos_meta::MetaTags;
use leptos_router::{
    components::{ParentRoute, Route, Router as Pages},
    path,
};
use std::{
    future::pending,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};
use sunup::{
    document::{Assets, DocumentKind, SiteFiles, Stylesheet},
    nav::{Outlet, Routes},
    page::{provide_title_format, set_status},
    prelude::*,
    render::{Renderer, RendererConfig},
};
use sunup_test::TestApp;
use tokio::sync::OnceCell;

/// How many times the slow page got to its end.
pub(crate) static FINISHED: AtomicUsize = AtomicUsize::new(0);

/// Render deadline of the site.
pub(crate) const DEADLINE: Duration = Duration::from_millis(300);

#[server(prefix = "/_fn", endpoint = "answer", protocol = sunup::page::Read)]
async fn answer(kind: String) -> Result<String, PageError> {
    match kind.as_str() {
        "good" => Ok("good <morning>".to_owned()),
        "missing" => Err(PageError::not_found("No such answer.")),
        "broken" => Err(PageError::internal()),
        "panic" => panic!("asked for"),
        "slow" => {
            tokio::time::sleep(DEADLINE * 3).await;
            FINISHED.fetch_add(1, Ordering::SeqCst);
            Ok("late".to_owned())
        }
        _ => pending().await,
    }
}

#[component]
fn Answer() -> impl IntoView {
    let params = leptos_router::hooks::use_params_map();
    let kind = move || params.read().get("kind").unwrap_or_default();
    let loaded = load(kind, answer);
    view! { <Loaded resource=loaded let:text><Head title=text.clone()/><h1>{text}</h1></Loaded> }
}

#[component]
fn Broken() -> impl IntoView {
    if leptos_router::hooks::use_query_map()
        .read_untracked()
        .get("panic")
        .is_some()
    {
        panic!("a component panicked");
    }
    "whole"
}

/// A layout around the answers, with a title of its own.
#[component]
fn Answers() -> impl IntoView {
    provide_title_format(|page| format!("{page} (answer)"));
    view! { <p>"around"</p> <Outlet/> }
}

#[component]
fn App() -> impl IntoView {
    provide_title_format(|page| format!("{page} · Site"));
    let missing = || {
        set_status(http::StatusCode::NOT_FOUND);
        "nothing here"
    };
    view! {
        <Pages>
            <Routes fallback=missing>
                <ParentRoute path=path!("/answer") view=page(Answers)>
                    <Route path=path!("/:kind") view=page(Answer)/>
                </ParentRoute>
                <Route path=path!("/broken") view=page(Broken)/>
            </Routes>
        </Pages>
    }
}

/// The pages as leptos_axum finds them. Once in a process, as [`site`].
#[allow(dead_code, reason = "one test file asks")]
pub(crate) fn listed() -> Vec<leptos_axum::AxumRouteListing> {
    leptos_axum::generate_route_list(App)
}

fn document(kind: DocumentKind) -> impl IntoView {
    let body = match kind {
        DocumentKind::Page => view! { <App/> }.into_any(),
        DocumentKind::Shell => view! { <noscript>"Please reload"</noscript> }.into_any(),
    };
    view! {
        <!DOCTYPE html>
        <html data-sunup=kind.marker()>
            <head><Assets/><MetaTags/></head>
            <body>{body}</body>
        </html>
    }
}

/// The site. Made once: Leptos marks the listing of routes in a flag of the whole process.
pub(crate) async fn site() -> TestApp {
    static SITE: OnceCell<TestApp> = OnceCell::const_new();
    SITE.get_or_init(make).await.clone()
}

async fn make() -> TestApp {
    // Panics are said without a backtrace: to find the names of its functions takes a debug build
    // longer than the deadline, and a page that panics is late then instead of broken.
    std::panic::set_hook(Box::new(|panic| eprintln!("{panic}")));
    let config = RendererConfig {
        deadline: DEADLINE,
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
    let renderer = Renderer::new(config, || {}, document, App)
        .await
        .expect("a renderer");
    let mut router = Router::new().route("/_fn/{name}", any(function));
    for path in renderer.routes() {
        router = router.route(path, any(document_at));
    }
    TestApp::new(router.fallback(document_at).with_state(renderer.clone()))
}

async fn document_at(State(renderer): State<Renderer>, request: Request) -> Response<Body> {
    renderer.page(request).await
}

async fn function(State(renderer): State<Renderer>, request: Request) -> Response<Body> {
    renderer.function(request).await
}
