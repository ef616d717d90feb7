//! Serves the site until somebody asks the process to stop.

use crate::{
    cache::{self, Follower},
    config::Config,
    probes,
    router::{self, Parts},
    rules, site,
};
use app::{caching::Journal, document::error_document};
use std::time::Duration;
use sunup_cache::warm::HeatFile;
use sunup_server::{
    access_log, admin, assets::Assets, error_page::ErrorPages, listen, metrics, route::Routes,
    rules::TagsLayer, shutdown, telemetry,
};
use tokio::time::timeout;

/// How long visitors may wait for the pages on disk. After that they are served from memory until
/// the disk is there.
const OPENING: Duration = Duration::from_secs(2);

/// Serves the site until SIGTERM or SIGINT.
pub(crate) async fn serve() -> anyhow::Result<()> {
    let (config, _, warnings) = Config::read()?;
    telemetry::init(&config.telemetry)?;
    for warning in warnings {
        tracing::warn!("{warning}");
    }
    site::check_content_dir(&config)?;
    let data = config.data_dir.open()?;
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
    )?
    .keep_builds(&data.join("builds"), &config.builds);
    let database = site::open_database(&config).await?;
    let renderer = site::renderer(&config, &assets, database.clone()).await?;
    let patterns = router::patterns(&renderer);
    let routes = Routes::new(patterns.iter().cloned())?;
    let rules = rules::table(&config, &assets, &patterns)?;
    let disk = cache::disk(&config, &assets)?;
    let (cache, places) = cache::site(
        &config,
        &patterns,
        routes.clone(),
        assets.clone(),
        disk.clone(),
    )?;
    if let Some(disk) = &disk {
        // Visitors who come first find what was there before.
        let _ = timeout(OPENING, disk.ready()).await;
    }
    let heat = disk
        .as_ref()
        .map(|_| HeatFile::start(&cache, cache::heat(&config)));
    let changes = disk.as_ref().map(|_| cache::changes(&config));
    let follower = Follower::new(cache.clone(), Journal::new(database.clone()), changes).await?;
    let _watcher = site::import_content(&database, &config, follower.purges()).await;
    // Nobody is answered before what changed while no process looked is purged.
    follower.catch_up().await?;
    // Without pages that are kept there is nothing to purge.
    let following = config.cache.on.then(|| follower.follow());

    let errors = ErrorPages::new(error_document);
    // Both listeners are bound: whoever comes from now on is answered before anything is rendered
    // ahead.
    let (pages, warmer) = router::service(Parts {
        machines: site::machines(&config, database.clone(), errors.clone()),
        rules: rules.clone(),
        tags: TagsLayer::new(&config.routes),
        routes,
        cache: cache.clone(),
        places,
        ahead: cache::ahead(&config, database.clone(), renderer.routes()),
        documents: cache::documents(&config)?,
        renderer: renderer
            .leading(rules.led().as_deref())
            .sharing(cache.clone()),
        assets,
        errors,
        limits: config.limits.clone(),
        preferences: site::preferences(&config),
    });
    let readiness = probes::readiness(&database, disk.clone()).until(signal.clone());
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
    drop((warmer, following));
    if visitors.cut > 0 {
        tracing::warn!(
            cut = visitors.cut,
            "requests were still running after the grace period"
        );
    }
    if let Some(heat) = heat {
        heat.close().await;
    }
    if let Some(disk) = disk {
        disk.close().await;
    }
    database.close().await?;
    tracing::info!("stopped");
    access_log::flush();
    Ok(())
}
