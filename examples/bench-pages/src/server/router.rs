//! Every layer, outermost first, as the site has them (server/src/router.rs there).

use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    response::Response,
    routing::{any, get},
};
use bench_pages::renders;
use std::{convert::Infallible, sync::Arc};
use sunup::render::Renderer;
use sunup_cache::{
    Cache, CacheLayer,
    key::{KeyRule, Place, RouteRule},
};
use sunup_server::{
    assets::{Assets, AssetsLayer},
    catch_panic::CatchPanicLayer,
    compression::CompressionLayer,
    error_page::ErrorPages,
    exchange::{ExchangeLayer, ExchangeService},
    route::{RouteLabel, Routes},
    target::{self, TargetLayer},
    trace::TraceLayer,
};
use tower::{
    Layer, Service, ServiceBuilder,
    util::{Either, MapResponse},
};

/// Says how many renders of the slow page there were.
const COUNT: &str = "/render-count";

/// The route patterns, for the log and the metrics.
pub(crate) fn patterns(renderer: &Renderer) -> Vec<String> {
    let pages = renderer.routes().map(str::to_owned);
    let others = Renderer::functions().chain([COUNT]);
    pages.chain(others.map(str::to_owned)).collect()
}

/// What the layers need.
pub(crate) struct Parts {
    pub(crate) renderer: Renderer,
    pub(crate) assets: Assets,
    pub(crate) cache: Option<Cache>,
    pub(crate) routes: Routes,
    pub(crate) errors: ErrorPages,
}

/// The whole public service.
pub(crate) fn service(
    parts: Parts,
) -> ExchangeService<
    impl Service<Request, Response = Response, Error = Infallible, Future: Send>
    + Clone
    + Send
    + 'static,
> {
    let Parts {
        renderer,
        assets,
        cache,
        routes,
        errors,
    } = parts;
    let pages = ServiceBuilder::new()
        .layer(TraceLayer::new())
        .layer(CatchPanicLayer::new(errors.clone()))
        .service(pages(renderer));
    let exchange = ExchangeLayer::new(routes);
    let (exchange, pages) = match cache {
        Some(cache) => (
            exchange.ready(ready(cache.clone())),
            Either::Left(MapResponse::new(
                CacheLayer::new(cache).layer(pages),
                |response: http::Response<_>| response.map(body),
            )),
        ),
        None => (exchange, Either::Right(pages)),
    };
    ServiceBuilder::new()
        .layer(exchange)
        .layer(CompressionLayer::new())
        .layer(CatchPanicLayer::new(errors.clone()))
        .layer(TargetLayer::new(errors.clone()))
        .layer(AssetsLayer::new(assets, errors))
        .service(pages)
}

/// Pages that are there already (server/src/cache/ready.rs of the site).
fn ready(cache: Cache) -> impl Fn(&http::request::Parts, Option<RouteLabel>) -> Option<Response> {
    move |parts, _| {
        target::check(&parts.method, &parts.uri).ok()?;
        let answer = cache.fresh(parts, cache.place(parts))?;
        Some(answer.map(body))
    }
}

/// The page cache. Of queries the slow page reads one name.
pub(crate) fn cache() -> Cache {
    let plain = Arc::new(RouteRule::default());
    let slow = Arc::new(RouteRule::new("/slow-cached").query(["key"]));
    let uncached = Arc::new(RouteRule::new("").bypass());
    let rule = KeyRule::new(move |parts| match parts.uri.path() {
        "/slow-cached" => Place::of(&slow),
        path if path == COUNT || path.starts_with("/_fn/") => Place::of(&uncached),
        _ => Place::of(&plain),
    });
    Cache::builder().key(rule).build()
}

/// Bytes that are there stay so; a stream goes on as one.
fn body(body: sunup_cache::Body) -> Body {
    match body.as_bytes() {
        Some(bytes) => Body::from(bytes.clone()),
        None => Body::new(body),
    }
}

fn pages(renderer: Renderer) -> Router {
    let mut router = Router::new()
        .route(COUNT, get(async || renders::count().to_string()))
        .route("/_fn/{*name}", any(function));
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
