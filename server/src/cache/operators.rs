//! What operators ask of the cache, under `/cache` of the admin listener.

use super::service::body;
use axum::{Router, extract::Request, response::Response};
use sunup_cache::{Cache, admin::Admin, explain::Led};
use sunup_server::rules::Table;
use tower::{ServiceExt, util::MapResponse};

/// `/cache/…` for the admin listener, of a site with these rules in front of its cache.
pub(crate) fn operators(cache: Cache, rules: Table) -> Router {
    let admin = Admin::new(cache).led(move |uri| {
        let (sentence, address) = rules.tell(uri)?;
        Some(Led { sentence, address })
    });
    let admin = MapResponse::new(admin, |response: http::Response<_>| -> Response {
        response.map(body)
    });
    Router::new().route_service(
        "/cache/{request}",
        admin.map_request(|request: Request| request),
    )
}
