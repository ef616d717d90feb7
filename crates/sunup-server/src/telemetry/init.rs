//! Starts the log.

use std::io::{IsTerminal, stderr};

use tracing_subscriber::util::{SubscriberInitExt, TryInitError};

use super::{Config, install_panic_hook};
use crate::access_log;

/// The log cannot be started.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TelemetryError {
    /// The process has a log already.
    #[error("the log cannot be started: {0}")]
    Started(#[from] TryInitError),
}

/// Starts the log on standard error, and sends panics to it.
///
/// # Errors
/// When the process has a log already.
pub fn init(config: &Config) -> Result<(), TelemetryError> {
    let builder = tracing_subscriber::fmt()
        .with_env_filter(config.filter.build())
        .with_writer(stderr)
        .with_ansi(stderr().is_terminal());
    if config.format.is_json() {
        let json = builder.json().flatten_event(true).with_span_list(false);
        json.finish().try_init()?;
        access_log::start();
    } else {
        builder.finish().try_init()?;
    }
    install_panic_hook();
    Ok(())
}
