//! Serving until somebody says stop, and stopping without cutting anyone off.
//!
//! On SIGTERM or SIGINT listeners close, requests in flight finish, and after the grace period the
//! rest is cut. A connection without a request in flight, its headers half sent perhaps, is closed
//! within two seconds. A second signal ends the grace period at once.
//!
//! Before that a connection ends that has been without a request for 75 seconds, and one whose client
//! takes nothing of its answer ([`Patience`]). The one is closed, the other cut. An answer that has
//! nothing to say waits for nobody, however long. Over HTTP/2 it is the connection that ends, and
//! only where none of its streams moves: a client that reads one of them and leaves another lying
//! keeps both.
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
mod part;
mod patience;
mod per_connection;
mod serve;
mod signal;
mod watch;
mod written;

pub use config::Config;
pub use patience::Patience;
pub use serve::{Outcome, serve, serve_each};
pub use signal::{Signal, Trigger};
