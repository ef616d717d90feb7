//! `robots.txt` (RFC 9309).

use super::Publication;

impl Publication {
    /// What crawlers may do. A site that is being developed, often seen under the address of a
    /// preview, is not `listed`, and crawlers are asked to stay away from all of it.
    pub fn robots(&self, listed: bool) -> String {
        if !listed {
            return "User-agent: *\nDisallow: /\n".to_owned();
        }
        // Answers of server functions are pages' data, and pages are read without them.
        format!(
            "User-agent: *\nDisallow: /_fn/\n\nSitemap: {}\n",
            self.url("/sitemap.xml")
        )
    }
}
