//! Puts the cache around the pages.

use super::own_words::OwnWords;
use axum::{body::Body, extract::Request, response::Response};
use std::convert::Infallible;
use sunup_cache::{Cache, CacheLayer};
use sunup_server::error_page::ErrorPages;
use tower::{Layer, Service, util::MapResponse};

/// Answers from the cache, and lets `pages` render what it has not.
pub(crate) fn cached<S>(
    cache: Cache,
    errors: ErrorPages,
    pages: S,
) -> impl Service<Request, Response = Response, Error = Infallible, Future: Send> + Clone + Send + 'static
where
    S: Service<Request, Response = Response, Error = Infallible> + Clone + Send + 'static,
    S::Future: Send + 'static,
{
    let inner = MapResponse::new(
        CacheLayer::new(cache).layer(pages),
        |response: http::Response<_>| response.map(body),
    );
    OwnWords { inner, errors }
}

/// Bytes that are there stay so; a stream goes on as one.
pub(super) fn body(body: sunup_cache::Body) -> Body {
    match body.as_bytes() {
        Some(bytes) => Body::from(bytes.clone()),
        None => Body::new(body),
    }
}
