//! Every layer, outermost first: `edge(files(pages))`.

use axum::{
    Router,
    body::Body,
    extract::{Request, State},
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
    pub(crate) assets: Assets,
    pub(crate) errors: ErrorPages,
    pub(crate) limits: limits::Config,
    pub(crate) preferences: preferences::Config,
}

/// The whole public service.
pub(crate) fn router(parts: Parts) -> Router {
    let Parts {
        renderer,
        assets,
        errors,
        limits,
        preferences,
    } = parts;
    let forms = preferences::router(preferences, errors.clone());
    let inner = forms.merge(pages(renderer));
    edge(files(inner, assets, &errors), errors, &limits)
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
fn pages(renderer: Renderer) -> Router {
    let mut router = Router::new().route("/_fn/{*name}", any(function));
    for path in renderer.routes() {
        router = router.route(path, any(page));
    }
    router.fallback(page).with_state(renderer.clone())
}

async fn page(State(renderer): State<Renderer>, request: Request) -> Response<Body> {
    renderer.page(request).await
}

async fn function(State(renderer): State<Renderer>, request: Request) -> Response<Body> {
    renderer.function(request).await
}
