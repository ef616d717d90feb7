//! [`Html`]: markup that the server made and that stands in the page as it is.

use serde::{Deserialize, Serialize, Serializer};
use std::cell::Cell;

/// Markup that the server made, sanitised, for `inner_html`.
///
/// Hydration leaves the content of `inner_html` alone, so that the browser does not need the text
/// a second time: it is left out of the data that a page hands over, and is there in the answers
/// of server functions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Html(String);

thread_local! {
    static WITHOUT_MARKUP: Cell<bool> = const { Cell::new(false) };
}

impl Html {
    /// Takes markup that is safe to show; nothing is escaped or checked later.
    pub fn new(markup: impl Into<String>) -> Self {
        Self(markup.into())
    }

    /// The markup, for `inner_html`.
    pub fn into_markup(self) -> String {
        self.0
    }
}

impl Serialize for Html {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let markup = if WITHOUT_MARKUP.get() { "" } else { &self.0 };
        serializer.serialize_str(markup)
    }
}

/// Runs `encode`, which writes every [`Html`] as empty.
pub(super) fn without_markup<T>(encode: impl FnOnce() -> T) -> T {
    let before = WITHOUT_MARKUP.replace(true);
    let encoded = encode();
    WITHOUT_MARKUP.set(before);
    encoded
}
