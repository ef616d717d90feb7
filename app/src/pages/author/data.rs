//! What both sides know of an author's page.

use crate::listing::Listing;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use sunup::{
    PageError,
    page::{Html, Read},
};

/// An author and one page of their articles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct AuthorPage {
    pub(crate) username: String,
    pub(crate) name: String,
    /// Path of a picture.
    pub(crate) image: Option<String>,
    pub(crate) bio: Html,
    pub(crate) listing: Listing,
}

/// The author with this user name, and their articles from `place` on.
#[server(prefix = "/_fn", endpoint = "author", protocol = Read)]
pub(crate) async fn author(username: String, place: String) -> Result<AuthorPage, PageError> {
    super::queries::by_username(&username, &place).await
}
