//! Refuses request targets that no route can mean, before anything else sees them.
//!
//! What passes is a path that starts with one slash, is at most 8 KiB long, decodes to UTF-8
//! without control characters and has no `.` or `..` segment, however written. `%252e` decodes to
//! the literal text `%2e` and passes: nothing behind this layer decodes twice.
//!
//! A path that escapes what needs no escape, `/%61bout`, or ends with a slash, leads to the one that
//! does not: routers, here and in the browser, do not agree with caches and with each other on
//! whether both are the same page.
//!
//! ```
//! use axum::{Router, routing::get};
//! use sunup_server::{error_page::ErrorPages, target::TargetLayer};
//!
//! let app: Router = Router::new()
//!     .route("/", get(|| async { "hello" }))
//!     .layer(TargetLayer::new(ErrorPages::plain()));
//! ```

mod check;
mod layer;
mod spelling;

pub use check::{MAX_PATH, MAX_QUERY, TargetError, check};
pub use layer::{Target, TargetLayer};
pub(crate) use spelling::spelled;
