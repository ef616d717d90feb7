//! Settings of the admin listener.

use std::net::SocketAddr;

use crate::config::{ConfigError, Reader, Secret};

/// Settings of the admin listener.
#[derive(Clone, Debug)]
pub struct Config {
    /// `admin.addr`, `SUNUP_ADMIN_ADDR`, default `127.0.0.1:4000`: health, readiness, metrics and
    /// the site's own tools. Keep it on loopback unless something else has to reach it.
    pub addr: SocketAddr,
    /// `admin.token`, `SUNUP_ADMIN_TOKEN`, default unset: what `Authorization: Bearer …` has to
    /// say. Demanded when the listener is not on loopback.
    pub token: Option<Secret>,
}

impl Config {
    /// The variable that moves this listener, named when it cannot be opened.
    pub const VARIABLE: &str = "SUNUP_ADMIN_ADDR";

    /// Reads the settings.
    ///
    /// # Errors
    /// When a value is not usable, or when the listener is off loopback and has no token.
    pub fn read(reader: &mut Reader) -> Result<Self, ConfigError> {
        let default = SocketAddr::from(([127, 0, 0, 1], 4000));
        let config = Self {
            addr: reader.value("admin.addr", Self::VARIABLE, default)?,
            token: reader.value("admin.token", "SUNUP_ADMIN_TOKEN", None)?,
        };
        if config.token.is_none() && !config.addr.ip().is_loopback() {
            return Err(ConfigError::Combination(format!(
                "the admin listener is on {}, which others can reach, but has no token; set \
                 SUNUP_ADMIN_TOKEN, or SUNUP_ADMIN_ADDR to 127.0.0.1:4000",
                config.addr
            )));
        }
        Ok(config)
    }
}
