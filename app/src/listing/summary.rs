//! What both sides know of a list of articles.

use serde::{Deserialize, Serialize};

/// An article as lists show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Summary {
    pub(crate) slug: String,
    pub(crate) title: String,
    pub(crate) description: String,
    pub(crate) author: Writer,
    pub(crate) published: Date,
    pub(crate) reading_minutes: i32,
    pub(crate) tags: Vec<String>,
}

/// Who wrote an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Writer {
    pub(crate) username: String,
    pub(crate) name: String,
}

/// A date, written by the server so that both sides show the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Date {
    /// ISO 8601, for machines.
    pub(crate) iso: String,
    /// For readers.
    pub(crate) text: String,
}

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Listing {
    /// Newest first.
    pub(crate) articles: Vec<Summary>,
    /// Query of the page with older articles, where there are any.
    pub(crate) older: Option<String>,
    /// Query of the page with newer articles, where there are any.
    pub(crate) newer: Option<String>,
    /// Query of this page's one address; empty for the first page.
    pub(crate) canonical: String,
    /// The part of the address that named no page; the first one is shown instead.
    pub(crate) not_understood: Option<String>,
}

/// The one address of a page of the list at `path`.
pub(crate) fn address(path: &str, listing: &Listing) -> String {
    if listing.canonical.is_empty() {
        path.to_owned()
    } else {
        [path, "?", &listing.canonical].concat()
    }
}
