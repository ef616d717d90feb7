//! The admin listener: health, readiness, metrics and what the site mounts.
//!
//! It is for people and machines of the operator. Browsers can be talked into sending requests to
//! `127.0.0.1`, so requests whose `Host` or `Origin` is foreign are refused; off loopback every
//! request needs the token.
//!
//! ```no_run
//! use axum::{Router, routing::get};
//! use sunup_server::{admin, config::Reader, health::Readiness, metrics};
//!
//! let mut reader = Reader::open(None, [])?;
//! let config = admin::Config::read(&mut reader)?;
//! let site = Router::new().route("/cache/stats", get(|| async { "{}" }));
//! let router = admin::router(&config, Readiness::new(), metrics::install()?, site);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod config;
mod guard;
mod router;

pub use config::Config;
pub use router::router;
