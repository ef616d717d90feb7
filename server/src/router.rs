//! Every layer, outermost first: `edge(files(pages))`.

use crate::machine::{self, Machines};
use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    middleware::from_fn_with_state,
    response::Response,
    routing::any,
};
use sunup::render::Renderer;
use sunup_server::{
    assets::{Assets, AssetsLayer},
    catch_panic::CatchPanicLayer,
    compression::CompressionLayer,
    error_page::ErrorPages,
    health,
    limits::{self, BodyLimitLayer},
    metrics::MetricsLayer,
    preferences,
    request_id::RequestIdLayer,
    target::TargetLayer,
    trace::TraceLayer,
};
use tower::ServiceBuilder;

/// What the layers need.
pub(crate) struct Parts {
    pub(crate) renderer: Renderer,
    pub(crate) machines: Machines,
    pub(crate) assets: Assets,
    pub(crate) errors: ErrorPages,
    pub(crate) limits: limits::Config,
    pub(crate) preferences: preferences::Config,
}

/// The whole public service.
pub(crate) fn router(parts: Parts) -> Router {
    let Parts {
        renderer,
        machines,
        assets,
        errors,
        limits,
        preferences,
    } = parts;
    let forms = preferences::router(preferences, errors.clone());
    let site = forms
        .merge(pages(renderer, &machines))
        .merge(machine::routes(machines));
    edge(files(site, assets, &errors), errors, &limits)
}

/// What every request passes, whatever answers it.
fn edge(inner: Router, errors: ErrorPages, limits: &limits::Config) -> Router {
    let layers = ServiceBuilder::new()
        .layer(RequestIdLayer::new())
        .layer(TraceLayer::new())
        .layer(MetricsLayer::new())
        .layer(CatchPanicLayer::new(errors.clone()))
        .layer(TargetLayer::new(errors.clone()))
        .layer(CompressionLayer::new())
        .layer(BodyLimitLayer::new(limits.body, errors));
    inner.merge(health::router()).layer(layers)
}

/// Files of the build and of `public/`; everything else goes on.
fn files(inner: Router, assets: Assets, errors: &ErrorPages) -> Router {
    inner.layer(AssetsLayer::new(assets, errors.clone()))
}

/// Server functions under `/_fn`, and the pages; an unknown address is the site's 404 page.
fn pages(renderer: Renderer, machines: &Machines) -> Router {
    let texts = machine::texts(machines.clone());
    let mut router = Router::new().route("/_fn/{*name}", any(function));
    for path in renderer.routes() {
        let mut handler = any(page);
        if path == machine::ARTICLE {
            handler = handler.layer(from_fn_with_state(texts.clone(), machine::negotiate));
        }
        router = router.route(path, handler);
    }
    router.fallback(page).with_state(renderer.clone())
}

async fn page(State(renderer): State<Renderer>, request: Request) -> Response<Body> {
    renderer.page(request).await
}

async fn function(State(renderer): State<Renderer>, request: Request) -> Response<Body> {
    renderer.function(request).await
}
