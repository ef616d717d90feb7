//! One Prometheus registry for the process, and the requests counted in it.
//!
//! Engines and the site record with the macros of the `metrics` crate; [`install`] decides that
//! they end up on `/metrics` of the admin listener. Each [exchange](crate::exchange) is counted in
//! `http_requests_total{method,route,status}` and timed in
//! `http_request_duration_seconds{method,route}`; a client that leaves before its answer counts
//! with the status 499 and has no duration.
//!
//! ```
//! use sunup_server::metrics;
//!
//! let handle = metrics::install()?;
//! assert!(!handle.render().contains("no_such_metric"));
//! # Ok::<(), metrics::MetricsError>(())
//! ```

mod recorder;
mod series;

pub use recorder::{Handle, MetricsError, install};
pub(crate) use series::Series;
