//! What both sides know of an article.

use crate::pages::Summary;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use sunup::PageError;

/// An article with its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct FullArticle {
    pub(crate) summary: Summary,
    /// Sanitised HTML.
    pub(crate) body_html: String,
    /// Path of the author's picture.
    pub(crate) author_image: Option<String>,
}

/// The article at `/article/{slug}`.
#[server(prefix = "/_fn", endpoint = "article", input = leptos::server_fn::codec::GetUrl)]
pub(crate) async fn article(slug: String) -> Result<FullArticle, PageError> {
    super::queries::by_slug(&slug).await
}
