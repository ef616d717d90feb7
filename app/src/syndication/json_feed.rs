//! A feed as JSON Feed 1.1 (<https://www.jsonfeed.org/version/1.1/>).

use super::{
    Feed, SyndicationError,
    address::segment,
    entries::Entry,
    markup::absolute,
    masthead,
    text::{line, moment},
};
use serde::Serialize;

#[derive(Serialize)]
struct Document<'a> {
    version: &'static str,
    title: &'a str,
    description: &'a str,
    home_page_url: String,
    feed_url: String,
    favicon: String,
    language: &'static str,
    items: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Item<'a> {
    id: String,
    url: String,
    title: String,
    summary: String,
    image: String,
    date_published: String,
    date_modified: String,
    language: &'a str,
    authors: [Author; 1],
    tags: Vec<String>,
    content_html: String,
}

#[derive(Serialize)]
struct Author {
    name: String,
    url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    avatar: Option<String>,
}

impl Feed {
    /// The feed as JSON Feed 1.1.
    ///
    /// # Errors
    /// None that is known: strings and lists can always be written.
    pub fn json(&self) -> Result<String, SyndicationError> {
        let publication = &self.publication;
        let document = Document {
            version: "https://jsonfeed.org/version/1.1",
            title: &self.title,
            description: &self.description,
            home_page_url: publication.url(&self.scope.page()),
            feed_url: publication.url(&self.scope.feed("json")),
            favicon: publication.url("/favicon.ico"),
            language: masthead::LANGUAGE,
            items: self.entries.iter().map(|entry| self.item(entry)).collect(),
        };
        Ok(serde_json::to_string(&document)?)
    }

    fn item<'a>(&self, entry: &'a Entry) -> Item<'a> {
        let publication = &self.publication;
        let page = publication.article(&entry.slug);
        let social = ["/social/", &segment(&entry.slug), ".png"].concat();
        let author = ["/author/", &segment(&entry.username)].concat();
        Item {
            id: page.clone(),
            title: line(&entry.title),
            summary: line(&entry.description),
            image: publication.url(&social),
            date_published: moment(&entry.published_on),
            date_modified: moment(entry.updated()),
            language: &entry.locale,
            authors: [Author {
                name: line(&entry.name),
                url: publication.url(&author),
                avatar: entry.image.as_deref().map(|image| publication.url(image)),
            }],
            tags: entry.tags.iter().map(|tag| line(tag)).collect(),
            content_html: absolute(&entry.body_html, publication.origin(), &page),
            url: page,
        }
    }
}
