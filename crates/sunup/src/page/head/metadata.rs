//! [`Metadata`]: what a page says about itself.

use super::{Details, OnServer};

/// What a page says about itself, in one place for every kind of reader.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// The whole title, with the site's name.
    pub title: String,
    /// The page's own title; empty on the front page.
    pub heading: String,
    /// One or two sentences for search engines and link previews.
    pub description: Option<String>,
    /// The page's one address, with its origin.
    pub canonical: Option<String>,
    /// Whether search engines may list the page.
    pub index: bool,
    /// What else machines are told.
    pub details: OnServer<Details>,
}
