//! A text that is never printed.

use std::fmt;

use super::Setting;

/// A token or key. `Debug` and `server config` show that it is set, never what it is.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Wraps a text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text itself, for the one place that compares or sends it.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(set)")
    }
}

impl Setting for Secret {
    const EXPECTS: &'static str = "16 to 256 visible ASCII characters without spaces, such as the output of `openssl rand -hex 32`";
    const SECRET: bool = true;

    fn parse(text: &str) -> Option<Self> {
        let visible = text.bytes().all(|byte| byte.is_ascii_graphic());
        ((16..=256).contains(&text.len()) && visible).then(|| Self::new(text))
    }

    fn show(&self) -> String {
        "(set)".to_owned()
    }
}
