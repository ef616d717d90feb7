//! [`SiteFiles`]: where the browser finds this build's files.

use super::Stylesheet;
use std::sync::Arc;

/// Names and addresses of one build of the site, computed once when the server starts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteFiles {
    /// Path of the package folder without slashes around it: `pkg/<build>`, or `pkg` under watch.
    pub pkg_path: Arc<str>,
    /// Name of the build's files without extension, `output-name` of cargo-leptos.
    pub output_name: Arc<str>,
    /// Public origin of the site without a slash at the end: `https://example.org`.
    pub origin: Arc<str>,
    /// How documents get the build's stylesheet.
    pub stylesheet: Stylesheet,
    /// Port of cargo-leptos' reload socket; only under `cargo leptos watch`.
    pub reload_port: Option<u16>,
}

impl SiteFiles {
    /// Address of one file of the package folder.
    pub fn url(&self, file: &str) -> String {
        format!("/{}/{file}", self.pkg_path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_addressed_below_its_build() {
        let files = SiteFiles {
            pkg_path: "pkg/0a1b".into(),
            output_name: "site".into(),
            origin: "https://example.org".into(),
            stylesheet: Stylesheet::Linked,
            reload_port: None,
        };
        assert_eq!(files.url("site.css"), "/pkg/0a1b/site.css");
    }
}
