//! Rules of `[routes]`, in front of a site: what they lead to, and what ends the start.

mod answers;
#[path = "../client/mod.rs"]
mod client;
mod links;
mod loops;
mod refused;

use std::fs;

use axum::{
    Router,
    extract::{Path, RawQuery},
    routing::get,
};
use client::styled;
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

/// These lines below `[routes]`, in front of a site of a few routes and files.
struct Ruled {
    table: Table,
    tags: TagsLayer,
    assets: Assets,
}

fn ruled(lines: &str) -> Result<Ruled, String> {
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
    // The folder goes with the function; the files are read here.
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
    Ok(Ruled {
        table,
        tags,
        assets,
    })
}

/// The site.
fn site(lines: &str) -> Result<Router, String> {
    let Ruled {
        table,
        tags,
        assets,
    } = ruled(lines)?;
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
