//! [`RulesLayer`]: obeys the rules.

use std::{
    convert::Infallible,
    future::Future,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
};

use axum::{body::Body, response::Response};
use futures::future::{self, Either, Ready};
use http::{HeaderValue, Request, StatusCode, Uri, header};
use pin_project_lite::pin_project;
use tower::{Layer, Service};

use super::{
    fields::{self, Fields},
    table::{End, Led, Table},
};
use crate::{
    exchange::Exchange,
    route::{RouteLabel, Routes},
};

/// Sends clients where rules lead, asks the site for what they are rewritten to, and sets the
/// fields of answers. It stands in front of the files and of the cache, behind the
/// [`TargetLayer`](crate::target::TargetLayer).
#[derive(Clone, Debug)]
pub struct RulesLayer {
    table: Table,
    routes: Routes,
}

impl RulesLayer {
    /// Obeys these rules on a site of these routes.
    pub fn new(table: Table, routes: Routes) -> Self {
        Self { table, routes }
    }
}

impl<S> Layer<S> for RulesLayer {
    type Service = Obedient<S>;

    fn layer(&self, inner: S) -> Self::Service {
        Obedient {
            inner,
            layer: self.clone(),
        }
    }
}

/// The service made by [`RulesLayer`].
#[derive(Clone, Debug)]
pub struct Obedient<S> {
    inner: S,
    layer: RulesLayer,
}

pin_project! {
    /// An answer that gets fields.
    #[derive(Debug)]
    pub struct WithFields<F> {
        #[pin]
        answer: F,
        fields: Vec<Arc<Fields>>,
        label: Option<RouteLabel>,
    }
}

impl<S> Service<Request<Body>> for Obedient<S>
where
    S: Service<Request<Body>, Response = Response, Error = Infallible>,
{
    type Response = Response;
    type Error = Infallible;
    type Future =
        Either<S::Future, Either<WithFields<S::Future>, Ready<Result<Response, Infallible>>>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, mut request: Request<Body>) -> Self::Future {
        let Some(Led { end, fields }) = self.layer.table.lead(request.uri()) else {
            return Either::Left(self.inner.call(request));
        };
        let label = match end {
            End::Here => None,
            End::There(address) => self.layer.rewrite(&mut request, &address),
            End::Away(status, location, label) => {
                let answer = away(status, location, label, &fields);
                return Either::Right(Either::Right(future::ready(Ok(answer))));
            }
        };
        Either::Right(Either::Left(WithFields {
            answer: self.inner.call(request),
            fields,
            label,
        }))
    }
}

impl RulesLayer {
    /// Makes a request one for another path and query, and names the route that it takes now.
    fn rewrite(&self, request: &mut Request<Body>, address: &str) -> Option<RouteLabel> {
        let mut parts = request.uri().clone().into_parts();
        parts.path_and_query = Some(address.parse().ok()?);
        *request.uri_mut() = Uri::from_parts(parts).ok()?;
        let label = self.routes.of(request.uri().path()).map(RouteLabel);
        if let Some(exchange) = request.extensions_mut().get_mut::<Exchange>() {
            exchange.reroute(label);
        }
        label
    }
}

/// Sends a client away. What may be kept of it, and for how long, its status says.
fn away(
    status: StatusCode,
    location: HeaderValue,
    label: RouteLabel,
    fields: &[Arc<Fields>],
) -> Response {
    let mut answer = Response::new(Body::empty());
    *answer.status_mut() = status;
    answer.extensions_mut().insert(label);
    let headers = answer.headers_mut();
    headers.insert(header::LOCATION, location);
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from_static("0"));
    for fields in fields {
        fields::set(fields, headers);
    }
    answer
}

impl<F: Future<Output = Result<Response, Infallible>>> Future for WithFields<F> {
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        let Ok(mut answer) = ready!(this.answer.poll(cx));
        for fields in this.fields {
            fields::set(fields, answer.headers_mut());
        }
        if let Some(label) = this.label.take()
            && answer.extensions().get::<RouteLabel>().is_none()
        {
            answer.extensions_mut().insert(label);
        }
        Poll::Ready(Ok(answer))
    }
}
