//! [`Admin`]: the service itself.

use std::{
    convert::Infallible,
    future::Future,
    pin::Pin,
    task::{Context, Poll},
};

use http::{HeaderValue, Method, Request, Response, StatusCode, Uri, header};
use serde::Serialize;
use serde_json::{Value, json};
use tower::Service;

use super::{error::AdminError, query::Query};
use crate::{
    body::Body,
    cache::Cache,
    explain::{Leads, Led},
    purge::{Purged, Strictness},
};

/// A tower service for operators of a [`Cache`].
#[derive(Clone, Debug)]
pub struct Admin {
    cache: Cache,
    leads: Leads,
}

/// The answer of [`Admin`].
pub type AdminFuture = Pin<Box<dyn Future<Output = Result<Response<Body>, Infallible>> + Send>>;

impl Admin {
    /// The service of this cache.
    pub fn new(cache: Cache) -> Self {
        let leads = Leads::default();
        Self { cache, leads }
    }

    /// Explains addresses by what the site does with them before the cache sees them.
    pub fn led(mut self, leads: impl Fn(&Uri) -> Option<Led> + Send + Sync + 'static) -> Self {
        self.leads = Leads::new(leads);
        self
    }

    async fn answer(self, method: Method, uri: Uri) -> Result<Value, AdminError> {
        let query = Query::of(uri.query());
        let path = uri.path().trim_end_matches('/');
        let name = path.rsplit('/').next().unwrap_or_default();
        let needs = |name, wanted: Method| match method == wanted {
            true => Ok(()),
            false => Err(AdminError::Method(name, wanted)),
        };
        match name {
            "stats" => {
                needs("stats", Method::GET)?;
                Ok(value(&self.cache.stats()))
            }
            "list" => {
                needs("list", Method::GET)?;
                let listing = self.cache.list(&query.listed()?, query.limit()?);
                Ok(value(&listing))
            }
            "top" => {
                needs("top", Method::GET)?;
                Ok(value(&self.cache.top(query.limit()?)))
            }
            "explain" => {
                needs("explain", Method::GET)?;
                let address = query.get("path").ok_or(AdminError::NoPath)?;
                Ok(value(&self.leads.explain(&self.cache, address)?))
            }
            "warm" => {
                let warmer = self.cache.shared.warming.warmer();
                let warmer = warmer.ok_or(AdminError::Cold)?;
                if query.get("dry-run").is_some() {
                    needs("a dry run of warm", Method::GET)?;
                    return Ok(value(&warmer.plan(query.limit()?).await));
                }
                if method == Method::POST {
                    warmer.offer_listed().await;
                } else {
                    needs("warm", Method::GET)?;
                }
                Ok(value(&warmer.report()))
            }
            "purge" => {
                needs("purge", Method::POST)?;
                let (selector, limit) = (query.purged()?, query.limit()?);
                let strictness = query.strictness()?;
                let purged = self.cache.purge(&selector, strictness).await;
                let entries = purged.len();
                tracing::info!(%selector, ?strictness, entries, "an operator's purge");
                Ok(json!({
                    "purged": entries,
                    "selector": selector.to_string(),
                    "soft": strictness == Strictness::Soft,
                    "keys": keys(&purged, limit),
                }))
            }
            "flush" => {
                needs("flush", Method::POST)?;
                let entries = self.cache.flush().await.len();
                tracing::info!(entries, "an operator's flush");
                Ok(json!({ "purged": entries }))
            }
            _ => Err(AdminError::Unknown(name.to_owned())),
        }
    }
}

impl<B> Service<Request<B>> for Admin {
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = AdminFuture;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<B>) -> AdminFuture {
        let (parts, _) = request.into_parts();
        let answer = self.clone().answer(parts.method, parts.uri);
        Box::pin(async move {
            Ok(match answer.await {
                Ok(value) => response(StatusCode::OK, &value),
                Err(error) => refused(&error),
            })
        })
    }
}

/// The first of the keys that a purge hit, in order.
fn keys(purged: &Purged, limit: usize) -> Vec<&str> {
    let entries = purged.entries().iter();
    let mut keys: Vec<_> = entries.map(|entry| entry.key().as_str()).collect();
    keys.sort_unstable();
    keys.truncate(limit);
    keys
}

fn refused(error: &AdminError) -> Response<Body> {
    let mut refused = response(error.status(), &json!({ "error": error.to_string() }));
    let allow = error.allow().map(|method| method.as_str().parse());
    if let Some(Ok(allow)) = allow {
        refused.headers_mut().insert(header::ALLOW, allow);
    }
    refused
}

/// Reports are plain structures, which always have a JSON form.
fn value(report: &impl Serialize) -> Value {
    serde_json::to_value(report).unwrap_or_default()
}

fn response(status: StatusCode, value: &Value) -> Response<Body> {
    let text = format!("{value:#}\n");
    let mut response = Response::new(Body::whole(text.into()));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    let json = HeaderValue::from_static("application/json");
    headers.insert(header::CONTENT_TYPE, json);
    let private = HeaderValue::from_static("no-store");
    headers.insert(header::CACHE_CONTROL, private);
    response
}
