//! [`Leads`]: what documents say of the addresses that the server leads elsewhere.

use crate::page::escape;
use axum::http::Uri;
use std::sync::Arc;

/// The paths that the server leads elsewhere, by redirects and rewrites of its own.
///
/// The application in the browser knows nothing of them. So each document of such a site names the
/// address that it was rendered for, and the first script puts it there where a visitor asked for
/// another one: the router finds the page by the address, and would find none. Links to such
/// paths it marks as the browser's, which loads what the server leads to.
#[derive(Clone, Debug)]
pub(super) struct Leads(Arc<str>);

const SCRIPT: &str = include_str!("led.js");

impl Leads {
    /// Of paths that this regular expression of JavaScript matches.
    pub(super) fn new(paths: &str) -> Self {
        Self(escape(paths).into())
    }

    /// What the head of a document for this address has. It runs before the application, which is
    /// a module.
    pub(super) fn script(&self, uri: &Uri) -> String {
        let at = uri.path_and_query().map_or("/", |at| at.as_str());
        let at = escape(at);
        format!(
            r#"<script data-at="{at}" data-led="{}">{SCRIPT}</script>"#,
            self.0
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_address_has_stays_in_its_attribute() {
        let leads = Leads::new(r"^(?:/a|/b\.c/.+)$");
        let uri = Uri::from_static("/find/\"x?q=1&y");
        let script = leads.script(&uri);
        let start = "<script data-at=\"/find/&quot;x?q=1&amp;y\" \
                     data-led=\"^(?:/a|/b\\.c/.+)$\">";
        assert!(script.starts_with(start), "{script}");
        assert_eq!(script.matches("</script>").count(), 1);
    }
}
