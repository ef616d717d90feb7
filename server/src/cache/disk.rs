//! The tier on disk of this site: pages that outlive the process.

use super::build;
use crate::config;
use anyhow::Context;
use std::{path::PathBuf, sync::Arc};
use sunup_cache::{
    entry::BuildId,
    store::disk::{Disk, DiskSettings},
};
use sunup_server::assets::Assets;

/// Opens the tier beside everything else, where it is switched on.
///
/// # Errors
/// When its threads cannot be started, or the program cannot be read that it keeps pages of.
pub(crate) fn disk(config: &config::Config, assets: &Assets) -> anyhow::Result<Option<Arc<Disk>>> {
    let bytes = config.cache.disk.as_u64();
    if !config.cache.on || bytes == 0 {
        return Ok(None);
    }
    let build =
        build::name(assets.build_id(), config).context("the running program cannot be read")?;
    let (running, assets) = (build.clone(), assets.clone());
    let settings = DiskSettings::new(folder(config))
        .bytes(bytes)
        .build(BuildId::new(build.as_str()))
        .builds_that_can_be_served(move |earlier| {
            build::is_servable(earlier.as_str(), &running, |package| {
                assets.has_build(package)
            })
        })
        .named_in_pages(build::package);
    let disk = Disk::start(settings).context("the page cache cannot start its threads")?;
    Ok(Some(Arc::new(disk)))
}

/// The file beside the pages that says which changes they have seen.
pub(crate) fn changes(config: &config::Config) -> PathBuf {
    folder(config).join("changes")
}

/// The file beside the pages that says how often they are asked for.
pub(crate) fn heat(config: &config::Config) -> PathBuf {
    folder(config).join("heat")
}

fn folder(config: &config::Config) -> PathBuf {
    config.data_dir.dir.join("cache")
}
