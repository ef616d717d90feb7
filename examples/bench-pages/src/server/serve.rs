//! Serves the pages until somebody asks the process to stop.

use crate::{
    config::Config,
    router::{self, Parts},
};
use anyhow::Result;
use axum::Router;
use bench_pages::{
    App,
    document::{document, error_document},
};
use std::{sync::Arc, time::Duration};
use sunup::{
    document::{SiteFiles, Stylesheet},
    render::{Renderer, RendererConfig},
};
use sunup_server::{
    access_log, admin,
    assets::{Assets, Mode},
    error_page::ErrorPages,
    health::Readiness,
    listen, metrics,
    route::Routes,
    shutdown, telemetry,
};

/// `output-name` of cargo-leptos in Cargo.toml.
const OUTPUT_NAME: &str = "bench-pages";

/// Serves the pages until SIGTERM or SIGINT.
pub(crate) async fn serve() -> Result<()> {
    let (config, warnings) = Config::read()?;
    telemetry::init(&config.telemetry)?;
    for warning in warnings {
        tracing::warn!("{warning}");
    }
    let signal = shutdown::Signal::install()?;
    let metrics = metrics::install()?;
    metrics.spawn_upkeep();
    let public = listen::bind(config.listen.addr, listen::Config::VARIABLE).await?;
    let private = listen::bind(config.admin.addr, admin::Config::VARIABLE).await?;

    let assets = Assets::open(&config.site.root, &config.site.pkg_dir, Mode::Release)?;
    let renderer = renderer(&config, &assets).await?;
    let routes = Routes::new(router::patterns(&renderer))?;
    let pages = router::service(Parts {
        errors: ErrorPages::new(error_document),
        cache: config.cache.then(router::cache),
        renderer,
        assets,
        routes,
    });
    let readiness = Readiness::new().until(signal.clone());
    let operator = admin::router(&config.admin, readiness, metrics, Router::new());
    tracing::info!(url = %config.listen.url, "serving");
    let grace = config.shutdown.grace;
    let of_peer = |peer| pages.clone().of_peer(peer);
    tokio::join!(
        shutdown::serve_each(public, of_peer, signal.clone(), grace),
        shutdown::serve(private, operator, signal, grace),
    );
    access_log::flush();
    Ok(())
}

async fn renderer(config: &Config, assets: &Assets) -> Result<Renderer> {
    let style = assets.text(&format!("{OUTPUT_NAME}.css"));
    let renderer = RendererConfig {
        deadline: Duration::from_secs(5),
        files: SiteFiles {
            pkg_path: assets.pkg_path().into(),
            output_name: OUTPUT_NAME.into(),
            origin: config.listen.url.to_string().into(),
            stylesheet: Stylesheet::within(style.unwrap_or_default(), usize::MAX),
            reload_port: None,
        },
        chunks: None,
        error_document: Arc::new(error_document),
    };
    Ok(Renderer::new(renderer, || {}, document, App).await?)
}
