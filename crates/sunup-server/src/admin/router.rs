//! The routes of the admin listener.

use std::sync::Arc;

use axum::{Router, middleware, routing::get};
use http::{StatusCode, header};

use super::{
    Config,
    guard::{Guard, guard},
};
use crate::{
    health::{self, Readiness},
    metrics::Handle,
};

/// `/healthz`, `/readyz`, `/metrics` and the routes of `site`, all behind the same guard.
pub fn router(config: &Config, readiness: Readiness, metrics: Handle, site: Router) -> Router {
    let scrape = move || {
        let text = metrics.render();
        async move {
            let plain = (
                header::CONTENT_TYPE,
                "text/plain; version=0.0.4; charset=utf-8",
            );
            ([plain, (header::CACHE_CONTROL, "no-store")], text)
        }
    };
    Router::new()
        .route("/metrics", get(scrape))
        .merge(health::router())
        .merge(readiness.router())
        .merge(site)
        .fallback(|| async { (StatusCode::NOT_FOUND, "There is no such admin page.\n") })
        .layer(middleware::from_fn_with_state(
            Arc::new(Guard::new(config)),
            guard,
        ))
}
