//! What both sides know of an article.

use crate::pages::Summary;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use sunup::{
    PageError,
    page::{Html, Read},
};

/// An article with its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct FullArticle {
    pub(crate) summary: Summary,
    /// Sanitised when the article was imported.
    pub(crate) body: Html,
    /// Path of the author's picture.
    pub(crate) author_image: Option<String>,
}

/// The article at `/article/{slug}`.
#[server(prefix = "/_fn", endpoint = "article", protocol = Read)]
pub(crate) async fn article(slug: String) -> Result<FullArticle, PageError> {
    super::queries::by_slug(&slug).await
}
