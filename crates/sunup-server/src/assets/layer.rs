//! The layer that answers for files and passes everything else on.

use std::{
    convert::Infallible,
    task::{Context, Poll},
};

use axum::{body::Body, response::Response};
use futures::{
    FutureExt,
    future::{BoxFuture, Either},
};
use http::{HeaderMap, HeaderValue, Method, Request, StatusCode, header};
use tower::{Layer, Service, ServiceExt};

use super::{Assets, Mode, disk, serve, store::decoded};
use crate::{
    error_page::{Client, ErrorPages},
    route::RouteLabel,
};

/// Serves the files of a site.
#[derive(Clone, Debug)]
pub struct AssetsLayer {
    assets: Assets,
    pages: ErrorPages,
}

impl AssetsLayer {
    /// Serves `assets`, and these pages where a file is missing.
    pub fn new(assets: Assets, pages: ErrorPages) -> Self {
        Self { assets, pages }
    }
}

impl<S> Layer<S> for AssetsLayer {
    type Service = AssetsService<S>;

    fn layer(&self, inner: S) -> Self::Service {
        AssetsService {
            inner,
            layer: self.clone(),
        }
    }
}

/// The service made by [`AssetsLayer`].
#[derive(Clone, Debug)]
pub struct AssetsService<S> {
    inner: S,
    layer: AssetsLayer,
}

impl<S> Service<Request<Body>> for AssetsService<S>
where
    S: Service<Request<Body>, Response = Response, Error = Infallible> + Clone + Send + 'static,
    S::Future: Send + 'static,
{
    type Response = Response;
    type Error = Infallible;
    type Future = Either<BoxFuture<'static, Result<Response, Infallible>>, S::Future>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        let AssetsLayer { assets, .. } = &self.layer;
        let path = decoded(request.uri().path());
        match assets.mode() {
            Mode::Release if assets.file(&path).is_some() || assets.owns(&path) => {
                let path = path.into_owned();
                let layer = self.layer.clone();
                Either::Left(async move { Ok(layer.indexed(request, &path).await) }.boxed())
            }
            Mode::Release => Either::Right(self.inner.call(request)),
            Mode::Watch => {
                let path = path.into_owned();
                let layer = self.layer.clone();
                let inner = self.inner.clone();
                let answer = async move {
                    match disk::find(layer.assets.root(), &path).await {
                        Some(file) => Ok(layer.on_disk(request, &file).await),
                        None if layer.assets.owns(&path) => Ok(layer.missing(&request)),
                        None => inner.oneshot(request).await,
                    }
                };
                Either::Left(answer.boxed())
            }
        }
    }
}

impl AssetsLayer {
    async fn indexed(&self, request: Request<Body>, path: &str) -> Response {
        let client = Client::of(&request);
        let Some(file) = self.assets.file(path) else {
            return self.missing(&request);
        };
        if !is_read(request.method()) {
            return self.not_allowed(client);
        }
        match serve::serve(file, request.method(), request.headers()).await {
            Ok(response) => labelled(response),
            Err(error) => {
                tracing::error!(path, %error, "this file was there at start and cannot be read");
                let status = StatusCode::INTERNAL_SERVER_ERROR;
                labelled(
                    self.pages
                        .respond(client, status, "This file cannot be read."),
                )
            }
        }
    }

    async fn on_disk(&self, request: Request<Body>, file: &std::path::Path) -> Response {
        if !is_read(request.method()) {
            return self.not_allowed(Client::of(&request));
        }
        let method = request.method().clone();
        let headers: HeaderMap = request.headers().clone();
        labelled(disk::serve(file, method, headers).await)
    }

    fn missing(&self, request: &Request<Body>) -> Response {
        let reason = "There is no such file in the running build.";
        let client = Client::of(request);
        labelled(self.pages.respond(client, StatusCode::NOT_FOUND, reason))
    }

    fn not_allowed(&self, client: Client) -> Response {
        let reason = "A file can only be read.";
        let status = StatusCode::METHOD_NOT_ALLOWED;
        let mut response = labelled(self.pages.respond(client, status, reason));
        let headers = response.headers_mut();
        headers.insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
        response
    }
}

fn is_read(method: &Method) -> bool {
    method == Method::GET || method == Method::HEAD
}

fn labelled(mut response: Response) -> Response {
    response.extensions_mut().insert(RouteLabel("assets"));
    response
}
