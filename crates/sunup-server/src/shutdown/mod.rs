//! Serving until somebody says stop, and stopping without cutting anyone off.
//!
//! On SIGTERM or SIGINT listeners close, requests in flight finish, and after the grace period the
//! rest is cut. A connection without a request in flight, its headers half sent perhaps, is closed
//! within two seconds. A second signal ends the grace period at once.
//!
//! ```no_run
//! # async fn start() -> Result<(), Box<dyn std::error::Error>> {
//! use std::time::Duration;
//! use axum::{Router, routing::get};
//! use sunup_server::shutdown::{Signal, serve};
//!
//! let listener = tokio::net::TcpListener::bind("127.0.0.1:3000").await?;
//! let app: Router = Router::new().route("/", get(|| async { "hello" }));
//! let outcome = serve(listener, app, Signal::install()?, Duration::from_secs(30)).await;
//! println!("{} connections were cut", outcome.cut);
//! # Ok(()) }
//! ```

mod config;
mod in_flight;
mod per_connection;
mod quiet;
mod serve;
mod signal;
mod written;

pub use config::Config;
pub use serve::{Outcome, serve, serve_each};
pub use signal::{Signal, Trigger};
