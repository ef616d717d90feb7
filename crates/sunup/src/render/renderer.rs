//! [`Renderer`]: what a site's router calls for its pages and server functions.

use super::{leads::Leads, owner_slot::OwnerSlot, slots::Slots, task};
use crate::{
    cache::Provided,
    document::{DocumentKind, SiteFiles},
    lazy::SplitManifest,
    page::FetchLimit,
};
use axum::{
    body::{Body, Bytes},
    http::{Method, Request, Response, StatusCode},
};
use leptos::{nonce::Nonce, prelude::*, server_fn::axum::server_fn_paths};
use leptos_axum::AxumRouteListing;
use std::{future::Future, pin::Pin, sync::Arc, time::Duration};
use sunup_cache::Cache;

/// How pages are rendered.
#[derive(Clone)]
pub struct RendererConfig {
    /// After this long a page that is not ready is answered with 503. Default 5 s.
    pub deadline: Duration,
    /// Where the browser finds this build's files.
    pub files: SiteFiles,
    /// Which chunks belong to lazily loaded parts; none in a build without `--split`.
    pub chunks: Option<SplitManifest>,
    /// Makes the document of an error that happens outside a page: status and sentence.
    pub error_document: ErrorDocument,
}

/// Makes an HTML document from a status and a sentence.
pub type ErrorDocument = Arc<dyn Fn(StatusCode, &str) -> String + Send + Sync>;

/// The renderer could not be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RenderError {
    /// The placeholder document for slow pages did not render.
    #[error("the placeholder document for slow pages could not be rendered")]
    Shell,
}

pub(super) type Rendering = Pin<Box<dyn Future<Output = Response<Body>> + Send>>;

/// Renders pages and answers server functions. Cheap to clone.
#[derive(Clone)]
pub struct Renderer {
    pub(super) config: Arc<RendererConfig>,
    pub(super) context: Arc<dyn Fn() + Send + Sync>,
    pub(super) render: Arc<dyn Fn(Request<Body>) -> Rendering + Send + Sync>,
    pub(super) shell: Bytes,
    pub(super) leads: Option<Leads>,
    data: Provided,
    routes: Arc<[AxumRouteListing]>,
}

impl Renderer {
    /// A renderer for the site's `document`, the function that makes the whole HTML document.
    ///
    /// `context` provides what pages and server functions need (database, settings). `app` is the
    /// application inside the document; its routes become [`routes`](Self::routes).
    ///
    /// Call it once, before serving: Leptos marks the listing of routes in a flag of the whole
    /// process, and a resource that is first read meanwhile never wakes (leptos#4773).
    ///
    /// # Errors
    /// When the placeholder document does not render.
    pub async fn new<D, A>(
        config: RendererConfig,
        context: impl Fn() + Clone + Send + Sync + 'static,
        document: impl Fn(DocumentKind) -> D + Clone + Send + Sync + 'static,
        app: impl Fn() -> A + Clone + Send + Sync + 'static,
    ) -> Result<Self, RenderError>
    where
        D: IntoView + 'static,
        A: IntoView + 'static,
    {
        let config = Arc::new(config);
        let data = Provided::default();
        let provide: Arc<dyn Fn() + Send + Sync> = {
            let (config, data) = (Arc::clone(&config), data.clone());
            Arc::new(move || {
                OwnerSlot::fill_from_request();
                // Leptos makes a nonce for every render, so that two copies of a page differ. A
                // page that may be kept has no use for a number that is used once.
                drop(take_context::<Nonce>());
                provide_context(config.files.clone());
                provide_context(FetchLimit(config.deadline * task::PATIENCE));
                if let Some(chunks) = &config.chunks {
                    chunks.provide();
                }
                data.provide();
                context();
            })
        };
        let in_context = {
            let provide = Arc::clone(&provide);
            move || provide()
        };
        let (routes, _) = leptos_axum::generate_route_list_with_exclusions_and_ssg_and_context(
            app,
            None,
            in_context.clone(),
        );
        let shell = {
            let document = document.clone();
            let render =
                leptos_axum::render_app_async_with_context(in_context.clone(), move || {
                    document(DocumentKind::Shell)
                });
            let mut request = Request::new(Body::empty());
            let slots = Slots::of(&mut request);
            let response = task::collected(render(request), slots, None).await;
            axum::body::to_bytes(response.into_body(), usize::MAX)
                .await
                .map_err(|_| RenderError::Shell)?
        };
        let page = leptos_axum::render_app_async_with_context(in_context, move || {
            document(DocumentKind::Page)
        });
        Ok(Self {
            config,
            context: provide,
            render: Arc::new(move |request| page(request)),
            shell,
            leads: None,
            data,
            routes: routes.into(),
        })
    }

    /// Tells the browser which paths the server leads elsewhere, by redirects and rewrites: those
    /// that this regular expression of JavaScript matches. Links to them load a document, and a
    /// page that is shown in place of another is at its own address before it is hydrated.
    pub fn leading(mut self, paths: Option<&str>) -> Self {
        self.leads = paths.map(Leads::new);
        self
    }

    /// Keeps the [data](crate::cache::data) that pages share in this cache, which may be the one in
    /// front of the pages. Without one it is read each time.
    pub fn sharing(self, cache: Cache) -> Self {
        self.data.set(cache);
        self
    }

    /// Path patterns of the site's pages, in axum's notation.
    pub fn routes(&self) -> impl Iterator<Item = &str> {
        self.routes.iter().map(AxumRouteListing::path)
    }

    /// Addresses of the server functions that are read with GET, `/_fn/…`.
    pub fn functions() -> impl Iterator<Item = &'static str> {
        let functions = server_fn_paths();
        functions.filter_map(|(path, method)| (method == Method::GET).then_some(path))
    }
}
