//! Renders the site's pages ahead of their visitors.

use crate::{config, site};
use app::{database::Database, syndication::Publication};
use axum::{body::Body, extract::Request, response::Response};
use std::convert::Infallible;
use sunup_cache::{
    Cache,
    warm::{Settings, Warmer},
};
use tower::Service;

/// Pages that are to be ready whether or not anybody asked for them.
pub(crate) struct Ahead {
    settings: Settings,
    /// Pages with one address.
    pages: Vec<String>,
    publication: Publication,
    /// So many of the newest articles.
    newest: u64,
}

/// What is to be ready of the site with these routes, where that is switched on.
pub(crate) fn ahead(
    config: &config::Config,
    database: Database,
    routes: impl Iterator<Item = impl AsRef<str>>,
) -> Option<Ahead> {
    if !config.cache.warm {
        return None;
    }
    let mut settings = Settings::default();
    if let Some(parallel) = config.cache.warm_parallel {
        settings.parallel = parallel.0;
    }
    let routes = routes.map(|route| route.as_ref().to_owned());
    Some(Ahead {
        settings,
        pages: routes.filter(|route| !route.contains('{')).collect(),
        publication: site::publication(config, database),
        newest: config.cache.warm_newest,
    })
}

impl Ahead {
    /// Begins to render with `pages`, what stands behind the cache.
    pub(crate) fn start<S>(self, cache: &Cache, pages: S) -> Warmer
    where
        S: Service<Request, Response = Response, Error = Infallible> + Clone + Send + 'static,
        S::Future: Send + 'static,
    {
        let Self {
            settings,
            pages: addresses,
            publication,
            newest,
        } = self;
        let list = move || {
            let (mut addresses, publication) = (addresses.clone(), publication.clone());
            async move {
                match publication.sought(newest).await {
                    Ok(sought) => addresses.extend(sought),
                    Err(error) => tracing::warn!(%error, "the pages to be ready are not known"),
                }
                addresses
            }
        };
        Warmer::start::<S, Body, _, _, _>(cache, pages, settings, list)
    }
}
