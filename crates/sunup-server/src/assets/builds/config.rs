//! Settings of the kept builds.

use std::num::NonZeroU8;

use crate::config::{ByteSize, ConfigError, Reader};

/// How many builds are kept.
#[derive(Clone, Copy, Debug)]
pub struct Config {
    /// `builds.keep`, `SUNUP_BUILDS_KEEP`, default 3: builds that are kept, the running one among
    /// them.
    pub keep: NonZeroU8,
    /// `builds.bytes`, `SUNUP_BUILDS_BYTES`, default 256MiB: what all of them may take on disk.
    /// Files up to 2 MiB are in memory as well. Three packages of a few megabytes are far below the
    /// default, so that a mistake meets it and a site does not. A build that is larger is served
    /// and not kept; `0B` keeps none.
    pub bytes: ByteSize,
}

impl Config {
    /// Reads the settings.
    ///
    /// # Errors
    /// When a value is not usable.
    pub fn read(reader: &mut Reader) -> Result<Self, ConfigError> {
        let Self { keep, bytes } = Self::default();
        Ok(Self {
            keep: reader.value("builds.keep", "SUNUP_BUILDS_KEEP", keep)?,
            bytes: reader.value("builds.bytes", "SUNUP_BUILDS_BYTES", bytes)?,
        })
    }
}

impl Default for Config {
    fn default() -> Self {
        Self {
            keep: const { NonZeroU8::new(3).unwrap() },
            bytes: ByteSize::mib(256),
        }
    }
}
