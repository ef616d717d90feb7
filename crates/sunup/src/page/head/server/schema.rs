//! What JSON-LD says, in the words of <https://schema.org>.

use super::{tags::Stated, text::plain};
use crate::page::head::{Article, Image, Person};
use serde::Serialize;
use std::borrow::Cow;

/// A thing with the vocabulary it is described in.
#[derive(Serialize)]
pub(super) struct Linked<'a, T> {
    #[serde(rename = "@context")]
    pub(super) context: &'static str,
    #[serde(flatten)]
    pub(super) thing: &'a T,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub(super) struct WebSite<'a> {
    #[serde(rename = "@id")]
    id: String,
    url: String,
    name: Cow<'a, str>,
    description: Cow<'a, str>,
    in_language: &'a str,
    publisher: Organization<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    potential_action: Option<SearchAction>,
}

#[derive(Serialize)]
#[serde(tag = "@type")]
struct SearchAction {
    target: EntryPoint,
    #[serde(rename = "query-input")]
    query_input: &'static str,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
struct EntryPoint {
    url_template: String,
}

#[derive(Serialize)]
#[serde(tag = "@type")]
struct Organization<'a> {
    name: Cow<'a, str>,
    url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    logo: Option<String>,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename = "Article", rename_all = "camelCase")]
pub(super) struct ArticleThing<'a> {
    headline: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    main_entity_of_page: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<ImageObject>,
    date_published: Cow<'a, str>,
    date_modified: Cow<'a, str>,
    author: PersonThing<'a>,
    publisher: Organization<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    keywords: Vec<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    word_count: Option<u32>,
    in_language: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    is_part_of: Option<Series<'a>>,
}

#[derive(Serialize)]
#[serde(tag = "@type")]
struct ImageObject {
    url: String,
    width: u32,
    height: u32,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename = "CreativeWorkSeries")]
struct Series<'a> {
    name: Cow<'a, str>,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename = "Person", rename_all = "camelCase")]
struct PersonThing<'a> {
    name: Cow<'a, str>,
    url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    alternate_name: Option<Cow<'a, str>>,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub(super) struct ProfilePage<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    main_entity: PersonThing<'a>,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename = "BreadcrumbList", rename_all = "camelCase")]
pub(super) struct Breadcrumbs<'a> {
    item_list_element: Vec<ListItem<'a>>,
}

#[derive(Serialize)]
#[serde(tag = "@type")]
struct ListItem<'a> {
    position: usize,
    name: Cow<'a, str>,
    item: String,
}

impl<'a> WebSite<'a> {
    pub(super) fn of(stated: &'a Stated) -> Self {
        let site = &stated.site;
        Self {
            id: stated.url("/#website"),
            url: stated.url("/"),
            name: plain(&site.name),
            description: plain(&site.description),
            in_language: &site.language,
            publisher: Organization::of(stated),
            potential_action: site.search.as_ref().map(|search| SearchAction {
                target: EntryPoint {
                    url_template: stated.url(&search.path) + "{search_term_string}",
                },
                query_input: "required name=search_term_string",
            }),
        }
    }
}

impl<'a> Organization<'a> {
    fn of(stated: &'a Stated) -> Self {
        Self {
            name: plain(&stated.site.name),
            url: stated.url("/"),
            logo: stated.site.logo.as_deref().map(|path| stated.url(path)),
        }
    }
}

impl<'a> ArticleThing<'a> {
    pub(super) fn of(article: &'a Article, stated: &'a Stated) -> Self {
        let metadata = &stated.metadata;
        let image = |image: &Image| ImageObject {
            url: stated.url(&image.path),
            width: image.width,
            height: image.height,
        };
        let language = article.language.as_ref().unwrap_or(&stated.site.language);
        Self {
            headline: plain(&metadata.heading),
            description: metadata.description.as_deref().map(plain),
            url: stated.canonical(),
            main_entity_of_page: stated.canonical(),
            image: stated.image().map(image),
            date_published: plain(&article.published),
            date_modified: plain(article.modified.as_ref().unwrap_or(&article.published)),
            author: PersonThing::of(&article.author, stated),
            publisher: Organization::of(stated),
            keywords: article.tags.iter().map(|tag| plain(tag)).collect(),
            word_count: article.words,
            in_language: plain(language),
            is_part_of: article
                .series
                .as_deref()
                .map(|name| Series { name: plain(name) }),
        }
    }
}

impl<'a> PersonThing<'a> {
    fn of(person: &'a Person, stated: &Stated) -> Self {
        let username = Some(person.username.as_str()).filter(|name| !name.is_empty());
        Self {
            name: plain(&person.name),
            url: stated.url(&person.path),
            image: person.image.as_deref().map(|path| stated.url(path)),
            alternate_name: username.map(plain),
        }
    }
}

impl<'a> ProfilePage<'a> {
    pub(super) fn of(person: &'a Person, stated: &'a Stated) -> Self {
        Self {
            url: stated.canonical(),
            main_entity: PersonThing::of(person, stated),
        }
    }
}

impl<'a> Breadcrumbs<'a> {
    /// From the front page to this one; the front page itself has no way to it.
    pub(super) fn of(stated: &'a Stated) -> Option<Self> {
        let here = stated.canonical()?;
        let home = stated.url("/");
        if here == home || stated.metadata.heading.is_empty() {
            return None;
        }
        let trail = stated.details().trail.iter();
        let pages = std::iter::once((stated.site.name.as_str(), home))
            .chain(trail.map(|crumb| (crumb.name.as_str(), stated.url(&crumb.path))))
            .chain([(stated.metadata.heading.as_str(), here)]);
        let items = (1..).zip(pages).map(|(position, (name, item))| ListItem {
            position,
            name: plain(name),
            item,
        });
        Some(Self {
            item_list_element: items.collect(),
        })
    }
}
