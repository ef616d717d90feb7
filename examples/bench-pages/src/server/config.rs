//! The settings, from the environment alone.

use sunup_server::{
    admin, assets,
    config::{ConfigError, Reader, Warning, variables},
    listen, shutdown, telemetry,
};

/// All settings.
pub(crate) struct Config {
    pub(crate) telemetry: telemetry::Config,
    pub(crate) listen: listen::Config,
    pub(crate) admin: admin::Config,
    pub(crate) site: assets::Config,
    pub(crate) shutdown: shutdown::Config,
    /// `SUNUP_CACHE`: whether there is a page cache. Off there is not even its layer, so that what
    /// the layer costs can be measured.
    pub(crate) cache: bool,
}

impl Config {
    /// Reads the environment. The warnings name variables nobody knows.
    pub(crate) fn read() -> Result<(Self, Vec<Warning>), ConfigError> {
        let mut reader = Reader::open(None, variables())?;
        let config = Self {
            telemetry: telemetry::Config::read(&mut reader)?,
            listen: listen::Config::read(&mut reader)?,
            admin: admin::Config::read(&mut reader)?,
            site: assets::Config::read(&mut reader)?,
            shutdown: shutdown::Config::read(&mut reader)?,
            cache: reader.value("cache.on", "SUNUP_CACHE", true)?,
        };
        let warnings = reader.finish()?;
        Ok((config, warnings))
    }
}
