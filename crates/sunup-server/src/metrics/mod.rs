//! One Prometheus registry for the process, and the requests counted in it.
//!
//! Engines and the site record with the macros of the `metrics` crate; [`install`] decides that
//! they end up on `/metrics` of the admin listener.
//!
//! ```
//! use axum::{Router, routing::get};
//! use sunup_server::metrics::{self, MetricsLayer};
//!
//! let handle = metrics::install()?;
//! let app: Router = Router::new()
//!     .route("/article/{slug}", get(|| async { "hello" }))
//!     .layer(MetricsLayer::new());
//! assert!(!handle.render().contains("no_such_metric"));
//! # Ok::<(), metrics::MetricsError>(())
//! ```

mod layer;
mod recorder;
mod series;

pub use layer::{Metrics, MetricsFuture, MetricsLayer};
pub use recorder::{Handle, MetricsError, install};
