//! One log line per request when it ends: answered, or left by its client.
//!
//! It names request id, method, path, route, status and time, and what the page cache did. Queries
//! are never logged, for they carry what people typed.
//!
//! ```
//! use axum::{Router, routing::get};
//! use sunup_server::access_log::AccessLogLayer;
//!
//! let app: Router = Router::new()
//!     .route("/", get(|| async { "hello" }))
//!     .layer(AccessLogLayer::new());
//! ```
//!
//! Lines are events of `tracing`. Where the log is JSON, and so read by machines, they do not take
//! that way: a page from the cache costs a few microseconds, and formatting an event as much
//! again. They are written in the same form by hand, and some at a time (`writer.rs`).

mod json;
mod layer;
mod line;
mod writer;

pub use layer::{AccessLog, AccessLogFuture, AccessLogLayer};
pub(crate) use line::shortened;
pub use writer::flush;
pub(crate) use writer::start;
