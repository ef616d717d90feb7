//! What operators ask of the cache, under `/cache` of the admin listener.

use super::service::body;
use axum::{Router, extract::Request, response::Response};
use sunup_cache::{Cache, admin::Admin};
use tower::{ServiceExt, util::MapResponse};

/// `/cache/…` for the admin listener.
pub(crate) fn operators(cache: Cache) -> Router {
    let admin = MapResponse::new(
        Admin::new(cache),
        |response: http::Response<_>| -> Response { response.map(body) },
    );
    Router::new().route_service(
        "/cache/{request}",
        admin.map_request(|request: Request| request),
    )
}
