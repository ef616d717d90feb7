//! [`Preference`]: a cookie of few words.

use http::HeaderValue;

/// A cookie that has one of a few words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preference {
    /// Name of the cookie and of the form's field: letters and digits.
    pub name: &'static str,
    /// The words it may have: letters and digits.
    pub values: Vec<&'static str>,
}

impl Preference {
    /// The cookie for a word, for a year; nothing for a word that is not one of the few.
    pub(super) fn cookie(&self, word: &str, secure: bool) -> Option<HeaderValue> {
        let word = self.values.iter().find(|known| **known == word)?;
        let secure = if secure { "; Secure" } else { "" };
        let cookie = format!(
            "{}={word}; Path=/; Max-Age=31536000; SameSite=Lax{secure}",
            self.name
        );
        HeaderValue::try_from(cookie).ok()
    }
}
