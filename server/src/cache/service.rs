//! Puts the cache around the pages.

use axum::{body::Body, extract::Request, response::Response};
use std::convert::Infallible;
use sunup_cache::{Cache, CacheLayer, OwnAnswer};
use tower::{Layer, Service, util::MapResponse};

/// Answers from the cache, and lets `pages` render what it has not.
pub(crate) fn cached<S>(
    cache: Cache,
    pages: S,
) -> impl Service<Request, Response = Response, Error = Infallible, Future: Send> + Clone + Send + 'static
where
    S: Service<Request, Response = Response, Error = Infallible> + Clone + Send + 'static,
    S::Future: Send + 'static,
{
    MapResponse::new(
        CacheLayer::new(cache).layer(pages),
        |response: http::Response<_>| response.map(body),
    )
}

/// What the cache says itself, such as that a page takes too long.
pub(crate) fn own_words(answer: &Response) -> Option<&str> {
    answer.extensions().get().map(OwnAnswer::sentence)
}

/// Bytes that are there stay so; a stream goes on as one.
pub(super) fn body(body: sunup_cache::Body) -> Body {
    match body.as_bytes() {
        Some(bytes) => Body::from(bytes.clone()),
        None => Body::new(body),
    }
}
