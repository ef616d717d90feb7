//! Is the process alive (`/healthz`), and is it ready for visitors (`/readyz`)?
//!
//! ```
//! use std::time::Duration;
//! use sunup_server::health::{self, Readiness};
//!
//! let readiness = Readiness::new()
//!     .check("database", Duration::from_secs(1), || async { Ok(()) });
//! let admin: axum::Router = health::router().merge(readiness.router());
//! ```

use std::{fmt, future::Future, panic::AssertUnwindSafe, sync::Arc, time::Duration};

use axum::{
    Json, Router,
    response::{IntoResponse, Response},
    routing::get,
};
use futures::{
    FutureExt,
    future::{BoxFuture, join_all},
};
use http::{StatusCode, header};
use serde::Serialize;

use crate::shutdown::Signal;

/// `/healthz`: 200 as long as the process answers at all.
pub fn router() -> Router {
    Router::new().route(
        "/healthz",
        get(|| async { ([(header::CACHE_CONTROL, "no-store")], "ok") }),
    )
}

/// A list of checks that have to pass before visitors are sent here.
#[derive(Clone, Default)]
pub struct Readiness {
    checks: Vec<Check>,
    signal: Option<Signal>,
}

#[derive(Clone)]
struct Check {
    name: &'static str,
    needed: bool,
    limit: Duration,
    run: Arc<dyn Fn() -> BoxFuture<'static, Result<(), String>> + Send + Sync>,
}

/// The outcome of one check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The name it was added with.
    pub name: &'static str,
    /// Whether it passed.
    pub ok: bool,
    /// Whether visitors are sent elsewhere while it fails. Written down where they are not.
    #[serde(skip_serializing_if = "is_needed")]
    pub needed: bool,
    /// Why it did not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// The outcome of all checks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// True when every check passed that is needed, and the process is not stopping.
    pub ready: bool,
    /// One finding per check, in the order they were added.
    pub checks: Vec<Finding>,
}

impl Readiness {
    /// No checks yet: ready.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a check, which fails with a sentence, by panicking, or by taking longer than `limit`.
    pub fn check<F>(
        self,
        name: &'static str,
        limit: Duration,
        run: impl Fn() -> F + Send + Sync + 'static,
    ) -> Self
    where
        F: Future<Output = Result<(), String>> + Send + 'static,
    {
        self.add(name, true, limit, run)
    }

    /// Adds a check of something that visitors are served without: while it fails the report says
    /// so, and the process is ready all the same.
    pub fn tell<F>(
        self,
        name: &'static str,
        limit: Duration,
        run: impl Fn() -> F + Send + Sync + 'static,
    ) -> Self
    where
        F: Future<Output = Result<(), String>> + Send + 'static,
    {
        self.add(name, false, limit, run)
    }

    fn add<F>(
        mut self,
        name: &'static str,
        needed: bool,
        limit: Duration,
        run: impl Fn() -> F + Send + Sync + 'static,
    ) -> Self
    where
        F: Future<Output = Result<(), String>> + Send + 'static,
    {
        self.checks.push(Check {
            name,
            needed,
            limit,
            run: Arc::new(move || run().boxed()),
        });
        self
    }

    /// Not ready any more once this signal came.
    pub fn until(mut self, signal: Signal) -> Self {
        self.signal = Some(signal);
        self
    }

    /// Runs every check, all at the same time.
    pub async fn report(&self) -> Report {
        let mut checks = join_all(self.checks.iter().map(Check::find)).await;
        if self.signal.as_ref().is_some_and(Signal::is_stopping) {
            checks.push(Finding {
                name: "shutdown",
                ok: false,
                needed: true,
                reason: Some("the process is stopping".to_owned()),
            });
        }
        Report {
            ready: checks.iter().all(|finding| finding.ok || !finding.needed),
            checks,
        }
    }

    /// `/readyz`: 200 or 503 with the report as JSON.
    pub fn router(self) -> Router {
        let answer = move || {
            let readiness = self.clone();
            async move { readiness.report().await }
        };
        Router::new().route("/readyz", get(answer))
    }
}

impl Check {
    async fn find(&self) -> Finding {
        let run = AssertUnwindSafe(async { (self.run)().await }).catch_unwind();
        let reason = match tokio::time::timeout(self.limit, run).await {
            Ok(Ok(Ok(()))) => None,
            Ok(Ok(Err(reason))) => Some(reason),
            Ok(Err(_)) => Some("the check panicked; the log has the backtrace".to_owned()),
            Err(_) => Some(format!("no answer within {} ms", self.limit.as_millis())),
        };
        Finding {
            name: self.name,
            ok: reason.is_none(),
            needed: self.needed,
            reason,
        }
    }
}

/// For serde, which passes a reference.
fn is_needed(needed: &bool) -> bool {
    *needed
}

impl IntoResponse for Report {
    fn into_response(self) -> Response {
        let status = if self.ready {
            StatusCode::OK
        } else {
            StatusCode::SERVICE_UNAVAILABLE
        };
        let no_store = [(header::CACHE_CONTROL, "no-store")];
        (status, no_store, Json(self)).into_response()
    }
}

impl fmt::Debug for Readiness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.checks.iter().map(|check| check.name);
        f.debug_list().entries(names).finish()
    }
}
