//! The rules of `[routes]` on this site.

use crate::config::Config;
use sunup_server::{
    assets::Assets,
    config::ConfigError,
    preferences,
    rules::{Site, Table},
};

/// The rules, when they go together with a site of these routes and files.
///
/// # Errors
/// When they do not.
pub(crate) fn table(
    config: &Config,
    assets: &Assets,
    routes: &[String],
) -> Result<Table, ConfigError> {
    let site = Site {
        routes: routes.to_vec(),
        own: own(&config.site.pkg_dir),
        assets: assets.clone(),
        origin: config.listen.url.clone(),
    };
    Table::new(config.routes.clone(), site)
}

/// The patterns of what is answered for browsers and machines, and is no page: nothing is led away
/// from it.
fn own(pkg_dir: &str) -> Vec<String> {
    let files = format!("/{pkg_dir}/{{*file}}");
    ["/_fn/{*name}", "/healthz", preferences::PATH, &files]
        .map(str::to_owned)
        .into()
}
