//! What both sides know of the list of tags.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use sunup::{PageError, page::Read};

/// A tag with the number of its articles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct TagCount {
    pub(crate) tag: String,
    pub(crate) articles: i32,
}

/// All tags by name.
#[server(prefix = "/_fn", endpoint = "tags", protocol = Read)]
pub(crate) async fn all_tags() -> Result<Vec<TagCount>, PageError> {
    super::queries::all().await
}

/// The tags with the most articles, the most first.
#[server(prefix = "/_fn", endpoint = "popular-tags", protocol = Read)]
pub(crate) async fn popular_tags() -> Result<Vec<TagCount>, PageError> {
    super::queries::popular().await
}
