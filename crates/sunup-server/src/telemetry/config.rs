//! Settings of the log.

use std::{
    fmt,
    io::{IsTerminal, stderr},
};

use tracing_subscriber::EnvFilter;

use crate::config::{ConfigError, Reader, Setting};

/// Settings of the log.
#[derive(Clone, Debug)]
pub struct Config {
    /// `log.filter`, `SUNUP_LOG`, default `info`: what is logged, as a list of levels and
    /// `target=level` (tracing's `EnvFilter`): `info,sqlx=warn`.
    pub filter: Filter,
    /// `log.format`, `SUNUP_LOG_FORMAT`, default `auto`: `text` for people, `json` for machines
    /// (one object per line), `auto` for text on a terminal and JSON elsewhere.
    pub format: Format,
}

impl Config {
    /// Reads the settings.
    ///
    /// # Errors
    /// When a value is not usable.
    pub fn read(reader: &mut Reader) -> Result<Self, ConfigError> {
        Ok(Self {
            filter: reader.value("log.filter", "SUNUP_LOG", Filter::default())?,
            format: reader.value("log.format", "SUNUP_LOG_FORMAT", Format::Auto)?,
        })
    }
}

/// A filter that was parsed once, so that a bad one is an error of the settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter(String);

impl Filter {
    pub(super) fn build(&self) -> EnvFilter {
        EnvFilter::new(&self.0)
    }
}

impl Default for Filter {
    fn default() -> Self {
        Self("info".to_owned())
    }
}

impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Setting for Filter {
    const EXPECTS: &'static str = "a log filter such as info, debug or info,sqlx=warn";

    fn parse(text: &str) -> Option<Self> {
        let means_something = EnvFilter::try_new(text).is_ok() && text.split(',').all(is_directive);
        means_something.then(|| Self(text.to_owned()))
    }

    fn show(&self) -> String {
        self.0.clone()
    }
}

/// tracing takes any single word for the name of a target, and `infoo` would silence everything.
fn is_directive(text: &str) -> bool {
    const LEVELS: [&str; 6] = ["off", "error", "warn", "info", "debug", "trace"];
    let text = text.trim();
    text.contains(['=', ':', '[', ']', '}'])
        || LEVELS.iter().any(|level| text.eq_ignore_ascii_case(level))
}

/// The form of a log line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Text on a terminal, JSON elsewhere.
    Auto,
    /// One JSON object per line.
    Json,
    /// For people.
    Text,
}

impl Format {
    /// True for JSON, after a look at standard error for `Auto`.
    pub(super) fn is_json(self) -> bool {
        match self {
            Self::Auto => !stderr().is_terminal(),
            Self::Json => true,
            Self::Text => false,
        }
    }
}

impl Setting for Format {
    const EXPECTS: &'static str = "`text`, `json` or `auto`";

    fn parse(text: &str) -> Option<Self> {
        match text {
            "auto" => Some(Self::Auto),
            "json" => Some(Self::Json),
            "text" => Some(Self::Text),
            _ => None,
        }
    }

    fn show(&self) -> String {
        match self {
            Self::Auto => "auto",
            Self::Json => "json",
            Self::Text => "text",
        }
        .to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_is_a_list_of_levels_and_targets_with_levels() {
        for text in ["info", "WARN", "info,sqlx=warn", "off,app::pages=debug"] {
            assert!(Filter::parse(text).is_some(), "{text}");
        }
        for text in ["", "infoo", "5 parsecs", "sqlx=loud", "info,,warn"] {
            assert_eq!(Filter::parse(text), None, "{text}");
        }
    }
}
