//! Limits for the bodies that clients send, and for their patience with ours.
//!
//! A body that says its length is refused before it is read; one that does not (chunked) is cut
//! off at the limit, and whatever the handler made of the torn body is replaced by the 413. So is
//! what it made of a body of which nothing more came, by a 408.
//!
//! ```
//! use axum::{Router, routing::post};
//! use sunup_server::{config::ByteSize, error_page::ErrorPages, limits::BodyLimitLayer};
//!
//! let app: Router = Router::new()
//!     .route("/", post(|body: String| async move { body }))
//!     .layer(BodyLimitLayer::new(ByteSize::mib(1), ErrorPages::plain()));
//! ```

mod body;
mod config;
mod idle;
mod layer;

pub use config::Config;
pub use layer::{BodyLimit, BodyLimitLayer};
