//! What both sides know of a list of articles.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use sunup::{PageError, page::Read};

/// An article as lists show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Summary {
    pub(crate) slug: String,
    pub(crate) title: String,
    pub(crate) description: String,
    /// Name of the author, not the user name.
    pub(crate) author: String,
    pub(crate) published: Date,
    pub(crate) reading_minutes: i32,
    pub(crate) tags: Vec<String>,
}

/// A date, written by the server so that both sides show the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Date {
    /// ISO 8601, for machines.
    pub(crate) iso: String,
    /// For readers.
    pub(crate) text: String,
}

/// All articles, newest first.
#[server(prefix = "/_fn", endpoint = "articles", protocol = Read)]
pub(crate) async fn articles() -> Result<Vec<Summary>, PageError> {
    super::queries::newest().await
}
