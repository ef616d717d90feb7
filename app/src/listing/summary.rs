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

impl Listing {
    /// Addresses of the pages with newer and with older articles of the list at `path`.
    pub(crate) fn beside(&self, path: &str) -> (Option<String>, Option<String>) {
        let at = |query: &Option<String>| Some(page_at(path, query.as_ref()?));
        (at(&self.newer), at(&self.older))
    }
}

/// The one address of a page of the list at `path`.
pub(crate) fn address(path: &str, listing: &Listing) -> String {
    page_at(path, &listing.canonical)
}

fn page_at(path: &str, query: &str) -> String {
    let mark = if query.is_empty() { "" } else { "?" };
    [path, mark, query].concat()
}

#[cfg(test)]
mod tests {
    use super::{Listing, address};

    #[test]
    fn a_page_of_a_list_has_one_address_and_knows_those_beside_it() {
        let mut listing = Listing {
            articles: Vec::new(),
            older: Some("before=2026-05-03_a".to_owned()),
            newer: None,
            canonical: String::new(),
            not_understood: None,
        };
        assert_eq!(address("/tag/sqlite", &listing), "/tag/sqlite");
        listing.canonical = "before=2026-06-01_b".to_owned();
        assert_eq!(address("/", &listing), "/?before=2026-06-01_b");
        let older = Some("/?before=2026-05-03_a".to_owned());
        assert_eq!(listing.beside("/"), (None, older));
    }
}
