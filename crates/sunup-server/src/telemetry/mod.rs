//! Structured logs, and panics in them.
//!
//! ```no_run
//! use sunup_server::{config::Reader, telemetry};
//!
//! let mut reader = Reader::open(None, [])?;
//! telemetry::init(&telemetry::Config::read(&mut reader)?)?;
//! tracing::info!(port = 3000, "listening");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod config;
mod init;
mod panic_hook;

pub use config::{Config, Filter, Format};
pub use init::{TelemetryError, init};
pub use panic_hook::install as install_panic_hook;
