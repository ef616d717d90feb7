//! Open Graph (<https://ogp.me>) and Twitter's card: how a link to the page is shown elsewhere.

use super::tags::{Stated, Tags};
use crate::page::head::{Article, Kind};

pub(super) fn write(tags: &mut Tags, stated: &Stated) {
    let (metadata, site) = (&stated.metadata, &stated.site);
    let mut property = |name: &str, content: &str| tags.meta("property", name, content);
    property("og:type", stated.details().kind.open_graph());
    property("og:title", stated.name());
    if let Some(description) = &metadata.description {
        property("og:description", description);
    }
    if let Some(canonical) = stated.canonical() {
        property("og:url", &canonical);
    }
    for (name, value) in [("og:site_name", &site.name), ("og:locale", &site.locale)] {
        if !value.is_empty() {
            property(name, value);
        }
    }
    let image = stated.image();
    if let Some(image) = image {
        property("og:image", &stated.url(&image.path));
        property("og:image:width", &image.width.to_string());
        property("og:image:height", &image.height.to_string());
        property("og:image:alt", &image.alt);
    }
    match &stated.details().kind {
        Kind::Page | Kind::Home => {}
        Kind::Article(article) => about(article, stated, &mut property),
        Kind::Person(person) => property("profile:username", &person.username),
    }
    // Twitter takes title, description and picture from Open Graph where it has none of its own.
    let card = if image.is_some() {
        "summary_large_image"
    } else {
        "summary"
    };
    tags.meta("name", "twitter:card", card);
}

fn about(article: &Article, stated: &Stated, property: &mut impl FnMut(&str, &str)) {
    property("article:published_time", &article.published);
    if let Some(modified) = &article.modified {
        property("article:modified_time", modified);
    }
    property("article:author", &stated.url(&article.author.path));
    for tag in &article.tags {
        property("article:tag", tag);
    }
}

impl Kind {
    fn open_graph(&self) -> &'static str {
        match self {
            Self::Page | Self::Home => "website",
            Self::Article(_) => "article",
            Self::Person(_) => "profile",
        }
    }
}
