//! [`CacheLayer`]: puts a [`Cache`] in front of a service.

use tower::Layer;

use crate::{cache::Cache, service::CacheService};

/// Puts a [`Cache`] in front of a service that renders.
///
/// ```
/// use sunup_cache::{Body, Cache, CacheLayer};
/// use http::{Request, Response};
/// use tower::{ServiceBuilder, service_fn};
///
/// let cache = Cache::builder().build();
/// let site = ServiceBuilder::new()
///     .layer(CacheLayer::new(cache.clone()))
///     .service(service_fn(async |_: Request<Body>| {
///         let page = Response::builder()
///             .header("cache-control", "public, s-maxage=60")
///             .header("cache-tag", "article:x")
///             .body(Body::whole("<h1>One render</h1>".into()));
///         page
///     }));
/// # let _ = site;
/// ```
#[derive(Clone, Debug)]
pub struct CacheLayer {
    cache: Cache,
}

impl CacheLayer {
    /// The layer of a cache, which the site goes on to hold for its purges.
    pub fn new(cache: Cache) -> Self {
        Self { cache }
    }
}

impl<S> Layer<S> for CacheLayer {
    type Service = CacheService<S>;

    fn layer(&self, inner: S) -> Self::Service {
        CacheService::new(self.cache.clone(), inner)
    }
}
