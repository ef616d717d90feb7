//! The Open Search description, with which browsers offer the site's search.

use super::{Publication, masthead, xml::Xml};
use crate::t::machines as words;

impl Publication {
    /// The Open Search 1.1 description of the site's search.
    pub fn open_search(&self) -> String {
        let mut xml = Xml::new();
        let namespace = ("xmlns", "http://a9.com/-/spec/opensearch/1.1/");
        xml.open("OpenSearchDescription", &[namespace]);
        xml.element("ShortName", &[], &words::name());
        xml.element("Description", &[], &words::description());
        xml.element("InputEncoding", &[], "UTF-8");
        xml.element("OutputEncoding", &[], "UTF-8");
        xml.element("Language", &[], masthead::LANGUAGE);
        let icon = [("type", "image/svg+xml"), ("width", "32"), ("height", "32")];
        xml.element("Image", &icon, &self.url("/favicon.svg"));
        let template = [
            ("type", "text/html"),
            ("method", "get"),
            ("template", &self.url("/search?q={searchTerms}")),
        ];
        xml.empty("Url", &template);
        let itself = [
            ("type", "application/opensearchdescription+xml"),
            ("rel", "self"),
            ("template", &self.url("/opensearch.xml")),
        ];
        xml.empty("Url", &itself);
        xml.finish()
    }
}
