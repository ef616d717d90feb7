//! Strong `ETag`s for answers that are made for each request: feeds, sitemaps, pictures.
//!
//! The tag names the bytes. A client that has them already gets 304 and nothing else. What is worth
//! it is compressed here, and each encoding has a tag of its own: `"3f…"`, `"3f…-br"`. The whole
//! body is held in memory, so that this is for routes that make their answers anyway, not for
//! streams.
//!
//! ```
//! use axum::{Router, routing::get};
//! use sunup_server::etag::EtagLayer;
//!
//! let app: Router = Router::new()
//!     .route("/feed.xml", get(|| async { "<feed/>" }))
//!     .layer(EtagLayer::new());
//! ```

mod layer;
pub(crate) mod precondition;
mod tag;

pub use layer::EtagLayer;
