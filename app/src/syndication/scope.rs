//! [`Scope`]: which articles a feed is about.

use super::address::segment;

/// Which articles a feed is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// All of them.
    Site,
    /// Those that carry this tag.
    Tag(String),
    /// Those of the author with this user name.
    Author(String),
}

impl Scope {
    /// Path of the page with the same articles.
    pub(super) fn page(&self) -> String {
        match self {
            Self::Site => "/".to_owned(),
            Self::Tag(tag) => format!("/tag/{}", segment(tag)),
            Self::Author(username) => format!("/author/{}", segment(username)),
        }
    }

    /// Path of the feed with this ending, `xml` or `json`.
    pub(super) fn feed(&self, ending: &str) -> String {
        match self {
            Self::Site => format!("/feed.{ending}"),
            scope => format!("{}/feed.{ending}", scope.page()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Scope;

    #[test]
    fn a_feed_stands_below_its_page() {
        assert_eq!(Scope::Site.feed("xml"), "/feed.xml");
        let tag = Scope::Tag("c/c++".to_owned());
        assert_eq!(tag.feed("json"), "/tag/c%2Fc%2B%2B/feed.json");
        let author = Scope::Author("inês".to_owned());
        assert_eq!(author.page(), "/author/in%C3%AAs");
    }
}
