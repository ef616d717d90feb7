//! A feed as Atom (RFC 4287).

use super::{
    Feed,
    entries::Entry,
    markup::absolute,
    masthead,
    text::{line, moment},
    xml::Xml,
};
use crate::syndication::address::segment;

impl Feed {
    /// The feed as Atom, RFC 4287.
    pub fn atom(&self) -> String {
        let publication = &self.publication;
        let mut xml = Xml::new();
        let itself = publication.url(&self.scope.feed("xml"));
        let page = publication.url(&self.scope.page());
        xml.open(
            "feed",
            &[
                ("xmlns", "http://www.w3.org/2005/Atom"),
                ("xml:lang", masthead::LANGUAGE),
            ],
        );
        xml.element("id", &[], &itself);
        xml.element("title", &[], &self.title);
        xml.element("subtitle", &[], &self.description);
        xml.element("updated", &[], &moment(self.updated()));
        link(&mut xml, "self", "application/atom+xml", &itself);
        link(&mut xml, "alternate", "text/html", &page);
        xml.element("icon", &[], &publication.url("/favicon.ico"));
        xml.element(
            "generator",
            &[("version", env!("CARGO_PKG_VERSION"))],
            "Sunup",
        );
        for entry in &self.entries {
            self.entry(&mut xml, entry);
        }
        xml.finish()
    }

    fn entry(&self, xml: &mut Xml, entry: &Entry) {
        let publication = &self.publication;
        let page = publication.article(&entry.slug);
        let author = publication.url(&["/author/", &segment(&entry.username)].concat());
        xml.open("entry", &[("xml:lang", &entry.locale)]);
        xml.element("id", &[], &page);
        xml.element("title", &[], &line(&entry.title));
        link(xml, "alternate", "text/html", &page);
        link(xml, "alternate", "text/markdown", &[&page, ".md"].concat());
        xml.element("published", &[], &moment(&entry.published_on));
        xml.element("updated", &[], &moment(entry.updated()));
        xml.open("author", &[]);
        xml.element("name", &[], &line(&entry.name));
        xml.element("uri", &[], &author);
        xml.close();
        for tag in &entry.tags {
            xml.empty("category", &[("term", &line(tag))]);
        }
        xml.element("summary", &[], &line(&entry.description));
        let text = absolute(&entry.body_html, publication.origin(), &page);
        xml.element("content", &[("type", "html")], &text);
        xml.close();
    }
}

fn link(xml: &mut Xml, rel: &str, media_type: &str, href: &str) {
    xml.empty(
        "link",
        &[("rel", rel), ("type", media_type), ("href", href)],
    );
}
