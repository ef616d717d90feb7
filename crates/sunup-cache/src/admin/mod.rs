//! What operators ask of a cache, as a tower service that answers in JSON.
//!
//! The site mounts it on a listener that visitors do not reach. The last segment of the path
//! counts, so that it may be nested anywhere:
//!
//! | request | answer |
//! |---|---|
//! | `GET stats` | counts since the start, and what is there now |
//! | `GET list?prefix=/tag&limit=100` | entries by key, and how many there are; also `path`, `tag`, `route` |
//! | `GET top?limit=20` | entries by how often they were served |
//! | `GET explain?path=/article/x` | what becomes of a request, in a sentence; key, policy and who set it, tags, size, hits, age, next refresh, why not stored |
//! | `GET warm` | what the [warmer](crate::warm) did and does; with `dry-run`, what it would render and why |
//! | `POST warm` | has the listed pages rendered that are not ready |
//! | `POST purge?tag=article:x` | how many entries it hit, and their keys; also `path`, `prefix`, `route`, and `soft` |
//! | `POST flush` | how many entries it hit |
//!
//! A tag is named as its page states it, with commas and spaces, or as `Cache-Tag` has it.
//! What a request lacks is said in a sentence: `{"error": "…"}` with the status 400, 404 or 405.
//!
//! ```
//! use http::Request;
//! use sunup_cache::{Body, Cache, admin::Admin};
//! use tower::ServiceExt;
//!
//! # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
//! let admin = Admin::new(Cache::builder().build());
//! let request = Request::get("/cache/stats").body(Body::empty()).expect("a request");
//! let response = admin.oneshot(request).await.expect("it never fails");
//! assert_eq!(response.headers()["content-type"], "application/json");
//! # });
//! ```

mod error;
mod query;
mod service;

pub use service::{Admin, AdminFuture};
