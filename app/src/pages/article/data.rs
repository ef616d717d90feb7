//! What both sides know of an article.

use crate::listing::{Date, Summary};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use sunup::{
    PageError,
    page::{Html, Read},
};

/// An article with its text and what stands around it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct FullArticle {
    pub(crate) summary: Summary,
    /// Sanitised when the article was imported.
    pub(crate) body: Html,
    pub(crate) toc: Vec<Heading>,
    /// The last change that readers should know of.
    pub(crate) updated: Option<Date>,
    /// Path of the author's picture.
    pub(crate) author_image: Option<String>,
    pub(crate) series: Option<Series>,
    /// Articles about the same things.
    pub(crate) related: Vec<Reference>,
}

/// A heading of an article's text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Heading {
    /// 2 or 3.
    pub(crate) level: u8,
    /// The `id` of the heading.
    pub(crate) anchor: String,
    pub(crate) text: String,
}

/// The series an article belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Series {
    pub(crate) name: String,
    /// All parts in their order, this article among them.
    pub(crate) parts: Vec<Reference>,
}

/// Another article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Reference {
    pub(crate) slug: String,
    pub(crate) title: String,
}

/// The article at `/article/{slug}`.
#[server(prefix = "/_fn", endpoint = "article", protocol = Read)]
pub(crate) async fn article(slug: String) -> Result<FullArticle, PageError> {
    super::queries::by_slug(&slug).await
}
