//! [`Html`]: markup that the server made and that stands in the page as it is.

use super::side;
use serde::{Deserialize, Serialize, Serializer};

/// Markup that the server made, sanitised, for `inner_html`.
///
/// Hydration leaves the content of `inner_html` alone, so that the browser does not need the text
/// a second time: it is left out of the data that a page hands over, and is there in the answers
/// of server functions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Html(String);

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
        let markup = if side::leaves_markup_out() {
            ""
        } else {
            &self.0
        };
        serializer.serialize_str(markup)
    }
}
