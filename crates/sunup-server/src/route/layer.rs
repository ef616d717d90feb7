//! [`RouteLayer`]: notes the route of each request.

use std::task::{Context, Poll};

use http::Request;
use tower::{Layer, Service};

use super::{RouteLabel, Routes};

/// Puts the [`RouteLabel`] of each request that has one into its extensions.
#[derive(Clone, Debug)]
pub struct RouteLayer {
    routes: Routes,
}

impl RouteLayer {
    /// Notes which of `routes` a request takes.
    pub fn new(routes: Routes) -> Self {
        Self { routes }
    }
}

impl<S> Layer<S> for RouteLayer {
    type Service = RouteService<S>;

    fn layer(&self, inner: S) -> Self::Service {
        RouteService {
            inner,
            routes: self.routes.clone(),
        }
    }
}

/// The service made by [`RouteLayer`].
#[derive(Clone, Debug)]
pub struct RouteService<S> {
    inner: S,
    routes: Routes,
}

impl<S, B> Service<Request<B>> for RouteService<S>
where
    S: Service<Request<B>>,
{
    type Response = S::Response;
    type Error = S::Error;
    type Future = S::Future;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, mut request: Request<B>) -> Self::Future {
        if let Some(pattern) = self.routes.of(request.uri().path()) {
            request.extensions_mut().insert(RouteLabel(pattern));
        }
        self.inner.call(request)
    }
}
