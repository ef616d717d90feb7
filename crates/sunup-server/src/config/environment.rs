//! Development or production, and the process's own variables.

use std::fmt;

use super::{ConfigError, Reader, Setting};

/// What the process is run for. Decides nothing but the defaults of other settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Environment {
    /// A developer's machine: details of errors may be shown.
    Development,
    /// Visitors: details of errors go to the log only.
    Production,
}

impl Environment {
    /// Reads `environment` / `SUNUP_ENV`.
    ///
    /// # Errors
    /// When the value is neither `development` nor `production`.
    pub fn read(reader: &mut Reader) -> Result<Self, ConfigError> {
        reader.value("environment", "SUNUP_ENV", Self::default())
    }

    /// True in production.
    pub fn is_production(self) -> bool {
        self == Self::Production
    }
}

impl Default for Environment {
    /// Production for release builds, development for debug builds.
    fn default() -> Self {
        if cfg!(debug_assertions) {
            Self::Development
        } else {
            Self::Production
        }
    }
}

impl fmt::Display for Environment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Development => "development",
            Self::Production => "production",
        })
    }
}

impl Setting for Environment {
    const EXPECTS: &'static str = "`development` or `production`";

    fn parse(text: &str) -> Option<Self> {
        match text {
            "development" => Some(Self::Development),
            "production" => Some(Self::Production),
            _ => None,
        }
    }

    fn show(&self) -> String {
        self.to_string()
    }
}

/// The variables of this process, for [`Reader::open`].
///
/// `std::env::vars` panics on a value that is not UTF-8; here such a value keeps its readable part,
/// and is refused by the setting that reads it.
pub fn variables() -> impl Iterator<Item = (String, String)> {
    std::env::vars_os().map(|(name, value)| {
        (
            name.to_string_lossy().into_owned(),
            value.to_string_lossy().into_owned(),
        )
    })
}
