//! Settings of the shutdown.

use std::time::Duration;

use crate::config::{ConfigError, Reader};

/// Settings of the shutdown.
#[derive(Clone, Debug)]
pub struct Config {
    /// `shutdown.grace`, `SUNUP_SHUTDOWN_GRACE`, default `30s`: how long requests in flight may
    /// take to finish after SIGTERM or SIGINT.
    pub grace: Duration,
}

impl Config {
    /// Reads the settings.
    ///
    /// # Errors
    /// When a value is not usable.
    pub fn read(reader: &mut Reader) -> Result<Self, ConfigError> {
        let default = Duration::from_secs(30);
        Ok(Self {
            grace: reader.value("shutdown.grace", "SUNUP_SHUTDOWN_GRACE", default)?,
        })
    }
}
