//! [`Site`]: what is true of every page.

use super::{Alternate, Image};
use leptos::prelude::provide_context;
use std::sync::Arc;

/// What machines are told of the site on every page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Site {
    /// The site's name.
    pub name: String,
    /// One sentence about it.
    pub description: String,
    /// Language of the pages as a BCP 47 tag: `en`.
    pub language: String,
    /// The same for Open Graph, which wants a territory: `en_GB`.
    pub locale: String,
    /// Path of the site's sign, a square picture.
    pub logo: Option<String>,
    /// The picture of link previews where a page has none of its own.
    pub image: Option<Image>,
    /// Feeds of the whole site.
    pub alternates: Vec<Alternate>,
    /// How the site is searched.
    pub search: Option<Search>,
}

/// How the site is searched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// Path up to the words that are looked for: `/search?q=`.
    pub path: String,
    /// Path of the Open Search description, with which browsers add the search.
    pub description: Option<String>,
}

/// Says what is true of every page. Called once, in the function that makes the document: browsers
/// never see it.
pub fn provide_site(site: Site) {
    provide_context(Arc::new(site));
}
