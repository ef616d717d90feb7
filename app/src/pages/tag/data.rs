//! What both sides know of a tag's page.

use crate::listing::Listing;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use sunup::{PageError, page::Read};

/// A tag and one page of its articles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct TagPage {
    pub(crate) tag: String,
    /// How many articles carry it.
    pub(crate) articles: i32,
    pub(crate) listing: Listing,
}

/// The articles of `tag`, newest first, from `place` on.
#[server(prefix = "/_fn", endpoint = "tag", protocol = Read)]
pub(crate) async fn tagged(tag: String, place: String) -> Result<TagPage, PageError> {
    super::queries::by_tag(tag, &place).await
}
