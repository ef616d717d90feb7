//! Puts the site together: database, content, renderer.

use crate::{config::Config, machine::Machines};
use anyhow::{Context, bail};
use app::{
    App,
    caching::Purge,
    content::{self, Watcher},
    database::Database,
    document::{document, error_document},
    state::AppState,
    syndication::Publication,
};
use std::sync::Arc;
use sunup::{
    document::{SiteFiles, Stylesheet},
    lazy::SplitManifest,
    render::{Renderer, RendererConfig},
};
use sunup_server::{
    assets::Assets,
    error_page::ErrorPages,
    preferences::{self, Preference},
};

/// `output-name` of cargo-leptos in the workspace's Cargo.toml.
const OUTPUT_NAME: &str = "conduit";

/// Opens the database in the data dir, or the one that is configured.
pub(crate) async fn open_database(config: &Config) -> anyhow::Result<Database> {
    Ok(Database::open(&config.database_url(), config.database_readers.0).await?)
}

/// Refuses a content folder that somebody named and that is not there: a mistyped name would
/// otherwise be a site without its articles.
pub(crate) fn check_content_dir(config: &Config) -> anyhow::Result<()> {
    match &config.content_dir_named_by {
        Some(source) if !config.content_dir.is_dir() => bail!(
            "there is no content folder {}, which {source} names; create it, or correct the setting",
            config.content_dir.display()
        ),
        _ => Ok(()),
    }
}

/// Imports the content and keeps importing what changes. A site without content is a site still:
/// what is wrong is logged, and the pages that are in the database are served.
pub(crate) async fn import_content(
    database: &Database,
    config: &Config,
    purge: Purge,
) -> Option<Watcher> {
    let pictures = pictures(config);
    if config.content_dir.is_dir() {
        match content::import(database, &config.content_dir, &pictures).await {
            Ok(report) => report.log(),
            Err(error) => tracing::error!(%error, "the content could not be imported"),
        }
    } else {
        tracing::warn!(
            folder = %config.content_dir.display(),
            "there is no content folder; the articles of the database are served, and the folder \
             is imported when it appears (SUNUP_CONTENT_DIR names another one)"
        );
    }
    content::watch(database.clone(), &config.content_dir, pictures, purge)
        .inspect_err(|error| tracing::warn!(%error, "changes of the content need a restart"))
        .ok()
}

/// The public files, where texts find the pictures they show.
pub(crate) fn pictures(config: &Config) -> content::Pictures {
    content::Pictures::of(&config.site.root)
}

/// What machines read.
pub(crate) fn machines(config: &Config, database: Database, errors: ErrorPages) -> Machines {
    let publication = publication(config, database);
    Machines::new(publication, errors, config.environment.is_production())
}

/// The articles, and the address they are published at.
pub(crate) fn publication(config: &Config, database: Database) -> Publication {
    Publication::new(database, config.listen.url.to_string())
}

/// The cookies of the site, for its form without JavaScript.
pub(crate) fn preferences(config: &Config) -> preferences::Config {
    let known = app::preferences().map(|(name, values)| Preference { name, values });
    preferences::Config {
        known: known.into(),
        secure: config.listen.url.to_string().starts_with("https:"),
    }
}

/// Under watch no text is known, so that the stylesheet is linked and can be replaced.
fn stylesheet(config: &Config, assets: &Assets) -> Stylesheet {
    let text = assets.text(&format!("{OUTPUT_NAME}.css"));
    let limit = usize::try_from(config.site.inline_stylesheet.as_u64()).unwrap_or(usize::MAX);
    Stylesheet::within(text.unwrap_or_default(), limit)
}

/// The renderer of the site's pages.
pub(crate) async fn renderer(
    config: &Config,
    assets: &Assets,
    database: Database,
) -> anyhow::Result<Renderer> {
    let package = config.site.root.join(&config.site.pkg_dir);
    let renderer = RendererConfig {
        deadline: config.render_deadline.0,
        files: SiteFiles {
            pkg_path: assets.pkg_path().into(),
            output_name: OUTPUT_NAME.into(),
            origin: config.listen.url.to_string().into(),
            stylesheet: stylesheet(config, assets),
            reload_port: config.watch.then_some(config.reload_port),
        },
        chunks: SplitManifest::read(&package, assets.pkg_path())
            .with_context(|| format!("the list of chunks in {} is unusable", package.display()))?,
        error_document: Arc::new(error_document),
    };
    let state = AppState {
        database,
        faults: config.faults,
    };
    Ok(Renderer::new(renderer, move || state.provide(), document, App).await?)
}
