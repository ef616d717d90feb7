//! [`tags`]: the metadata as HTML.

use super::{
    json_ld, social,
    text::{address, escape},
};
use crate::page::head::{Alternate, Details, Image, Metadata, Site};
use std::sync::Arc;

/// The metadata of a page with what is true of all pages.
pub(super) struct Stated {
    pub(super) metadata: Metadata,
    pub(super) site: Arc<Site>,
    /// The public origin, without a slash at the end.
    pub(super) origin: String,
}

impl Stated {
    pub(super) fn details(&self) -> &Details {
        self.metadata.details.get()
    }

    /// The page's own title; that of the front page is the site's name.
    pub(super) fn name(&self) -> &str {
        match self.metadata.heading.as_str() {
            "" => &self.metadata.title,
            heading => heading,
        }
    }

    /// The page's one address.
    pub(super) fn canonical(&self) -> Option<String> {
        self.metadata.canonical.as_deref().map(address)
    }

    /// The picture of link previews.
    pub(super) fn image(&self) -> Option<&Image> {
        let own = self.details().image.as_ref();
        own.or(self.site.image.as_ref())
    }

    /// The whole address of a path.
    pub(super) fn url(&self, path: &str) -> String {
        [&self.origin, address(path).as_str()].concat()
    }
}

/// All tags of the page. A page that search engines do not list has no more than they need.
pub(super) fn tags(stated: &Stated) -> String {
    let mut tags = Tags::default();
    let metadata = &stated.metadata;
    tags.html.push_str("<title>");
    tags.html.push_str(&escape(&metadata.title));
    tags.html.push_str("</title>");
    if let Some(description) = &metadata.description {
        tags.meta("name", "description", description);
    }
    if let Some(canonical) = stated.canonical() {
        tags.link("canonical", &canonical, &[]);
    }
    if !metadata.index {
        tags.meta("name", "robots", "noindex");
        return tags.html;
    }
    links(&mut tags, stated);
    social::write(&mut tags, stated);
    json_ld::write(&mut tags.html, stated);
    tags.html
}

/// Neighbours in a list, other forms, and the search for the browser's address bar.
fn links(tags: &mut Tags, stated: &Stated) {
    let details = stated.details();
    for (rel, path) in [("prev", &details.previous), ("next", &details.next)] {
        if let Some(path) = path {
            tags.link(rel, &stated.url(path), &[]);
        }
    }
    for form in details.alternates.iter().chain(&stated.site.alternates) {
        let Alternate {
            media_type,
            path,
            title,
        } = form;
        let more = [("type", *media_type), ("title", title)];
        tags.link("alternate", &stated.url(path), &more);
    }
    let search = stated.site.search.as_ref();
    if let Some(path) = search.and_then(|search| search.description.as_ref()) {
        let more = [
            ("type", "application/opensearchdescription+xml"),
            ("title", &stated.site.name),
        ];
        tags.link("search", &stated.url(path), &more);
    }
}

/// Writes elements without content, and escapes.
#[derive(Default)]
pub(super) struct Tags {
    html: String,
}

impl Tags {
    /// `<meta kind="name" content="…">`.
    pub(super) fn meta(&mut self, kind: &str, name: &str, content: &str) {
        self.html.push_str("<meta");
        self.attribute(kind, name);
        self.attribute("content", content);
        self.html.push('>');
    }

    fn link(&mut self, rel: &str, href: &str, more: &[(&str, &str)]) {
        self.html.push_str("<link");
        self.attribute("rel", rel);
        self.attribute("href", href);
        for (name, value) in more {
            self.attribute(name, value);
        }
        self.html.push('>');
    }

    fn attribute(&mut self, name: &str, value: &str) {
        for part in [" ", name, "=\"", &escape(value), "\""] {
            self.html.push_str(part);
        }
    }
}
