//! Serves the site until somebody asks the process to stop.

use crate::{
    cache,
    config::Config,
    probes,
    router::{self, Parts},
    rules, site,
};
use app::document::error_document;
use sunup_server::{
    access_log, admin, assets::Assets, error_page::ErrorPages, listen, metrics, route::Routes,
    rules::TagsLayer, shutdown, telemetry,
};

/// Serves the site until SIGTERM or SIGINT.
pub(crate) async fn serve() -> anyhow::Result<()> {
    let (config, _, warnings) = Config::read()?;
    telemetry::init(&config.telemetry)?;
    for warning in warnings {
        tracing::warn!("{warning}");
    }
    site::check_content_dir(&config)?;
    config.data_dir.open()?;
    let signal = shutdown::Signal::install()?;
    let metrics = metrics::install()?;
    metrics.spawn_upkeep();
    // Both ports first: a second server ends here and leaves the database to the first.
    let public = listen::bind(config.listen.addr, listen::Config::VARIABLE).await?;
    let private = listen::bind(config.admin.addr, admin::Config::VARIABLE).await?;

    let assets = Assets::open(
        &config.site.root,
        &config.site.pkg_dir,
        config.assets_mode(),
    )?;
    let database = site::open_database(&config).await?;
    let renderer = site::renderer(&config, &assets, database.clone()).await?;
    let patterns = router::patterns(&renderer);
    let routes = Routes::new(patterns.iter().cloned())?;
    let rules = rules::table(&config, &assets, &patterns)?;
    let (cache, places) = cache::site(&config, &patterns, routes.clone(), assets.clone())?;
    let _watcher = site::import_content(&database, &config, cache::purges(&cache)).await;

    let errors = ErrorPages::new(error_document);
    let pages = router::service(Parts {
        machines: site::machines(&config, database.clone(), errors.clone()),
        rules: rules.clone(),
        tags: TagsLayer::new(&config.routes),
        routes,
        cache: cache.clone(),
        places,
        documents: cache::documents(&config)?,
        renderer: renderer.leading(rules.led().as_deref()),
        assets,
        errors,
        limits: config.limits.clone(),
        preferences: site::preferences(&config),
    });
    let readiness = probes::readiness(&database).until(signal.clone());
    let operator = admin::router(
        &config.admin,
        readiness,
        metrics,
        cache::operators(cache, rules),
    );
    tracing::info!(
        url = %config.listen.url,
        admin = %config.admin.addr,
        environment = %config.environment,
        "serving"
    );
    let patience = shutdown::Patience {
        grace: config.shutdown.grace,
        answer_idle: config.limits.answer_idle,
    };
    let of_peer = |peer| pages.clone().of_peer(peer);
    let (visitors, _) = tokio::join!(
        shutdown::serve_each(public, of_peer, signal.clone(), patience),
        shutdown::serve(private, operator, signal, patience),
    );
    if visitors.cut > 0 {
        tracing::warn!(
            cut = visitors.cut,
            "requests were still running after the grace period"
        );
    }
    database.close().await?;
    tracing::info!("stopped");
    access_log::flush();
    Ok(())
}
