//! Every layer, outermost first: `edge(files(cached(pages)))`.

use crate::{
    cache::{self, Ahead, Places},
    documents::DocumentsLayer,
    machine::{self, Machines, NegotiateLayer},
};
use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    middleware::from_fn_with_state,
    response::Response,
    routing::any,
};
use std::convert::Infallible;
use sunup::render::Renderer;
use sunup_cache::{Cache, document::Csp, warm::Warmer};
use sunup_server::{
    assets::{Assets, AssetsLayer, Mode},
    catch_panic::CatchPanicLayer,
    compression::CompressionLayer,
    error_page::ErrorPages,
    exchange::{ExchangeLayer, ExchangeService},
    health,
    limits::{self, BodyLimitLayer},
    preferences,
    route::Routes,
    rules::{RulesLayer, Table, TagsLayer},
    target::TargetLayer,
    trace::TraceLayer,
};
use tower::{Service, ServiceBuilder};

/// What the layers need.
pub(crate) struct Parts {
    pub(crate) renderer: Renderer,
    pub(crate) machines: Machines,
    pub(crate) assets: Assets,
    pub(crate) cache: Cache,
    pub(crate) places: Places,
    /// What is rendered before anybody asks.
    pub(crate) ahead: Option<Ahead>,
    /// What documents may do.
    pub(crate) documents: Csp,
    pub(crate) routes: Routes,
    pub(crate) rules: Table,
    pub(crate) tags: TagsLayer,
    pub(crate) errors: ErrorPages,
    pub(crate) limits: limits::Config,
    pub(crate) preferences: preferences::Config,
}

/// The route patterns of the whole site: pages, server functions, and what machines read.
pub(crate) fn patterns(renderer: &Renderer) -> Vec<String> {
    let pages = renderer.routes().map(str::to_owned);
    let functions = Renderer::functions().map(str::to_owned);
    let others = machine::patterns().chain(["/healthz", preferences::PATH]);
    pages
        .chain(functions)
        .chain(others.map(str::to_owned))
        .collect()
}

/// The whole public service, and what renders behind its back, for as long as that is held.
pub(crate) fn service(
    parts: Parts,
) -> (
    ExchangeService<
        impl Service<Request, Response = Response, Error = Infallible, Future: Send>
        + Clone
        + Send
        + 'static,
    >,
    Option<Warmer>,
) {
    let Parts {
        renderer,
        machines,
        assets,
        cache,
        places,
        ahead,
        documents,
        routes,
        rules,
        tags,
        errors,
        limits,
        preferences,
    } = parts;
    let pages = preferences::router(preferences, errors.clone())
        .merge(health::router())
        .merge(machine::routes(machines.clone()))
        .merge(pages(renderer, machines));
    // What a request passes that the cache does not answer.
    let pages = ServiceBuilder::new()
        .layer(tags)
        .layer(TraceLayer::new())
        .layer(CatchPanicLayer::new(errors.clone()))
        .layer(BodyLimitLayer::new(limits.body, errors.clone()).idle(limits.body_idle))
        .service(pages);
    let warmer = ahead.map(|ahead| ahead.start(&cache, pages.clone()));
    let exchange = ExchangeLayer::new(routes.clone());
    let exchange = match assets.mode() {
        Mode::Release => exchange.ready(cache::ready(cache.clone(), places, rules.clone())),
        // A file may come to be where no page was.
        Mode::Watch => exchange,
    };
    // What every request passes, whatever answers it.
    let service = ServiceBuilder::new()
        .layer(exchange)
        .layer(CompressionLayer::new())
        .layer(DocumentsLayer::new(documents))
        .layer(CatchPanicLayer::new(errors.clone()))
        .layer(TargetLayer::new(errors.clone()))
        .layer(RulesLayer::new(rules, routes))
        .layer(AssetsLayer::new(assets, errors.clone()))
        .layer(NegotiateLayer)
        .service(cache::cached(cache, errors, pages));
    (service, warmer)
}

/// Server functions under `/_fn`, and the pages; an unknown address is the site's 404 page.
fn pages(renderer: Renderer, machines: Machines) -> Router {
    let texts = machine::texts(machines);
    let mut router = Router::new().route("/_fn/{*name}", any(function));
    for path in renderer.routes() {
        let mut handler = any(page);
        if path == machine::ARTICLE {
            handler = handler.layer(from_fn_with_state(texts.clone(), machine::by_name));
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
