//! [`Changes`]: what an import changed, as names that are purged.

use super::{Shown, names};

use std::{collections::BTreeSet, pin::Pin, sync::Arc};

/// Purges names, after the change was committed. The site's router brings it.
pub type Purge = Arc<dyn Fn(Changes) -> Pin<Box<dyn Future<Output = ()> + Send>> + Send + Sync>;

/// Names of what changed: exactly what pages show of it, and nothing else.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes(BTreeSet<String>);

impl Changes {
    /// The names, sorted.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Notes an article that is new, gone, or other than it was.
    pub(crate) fn article(&mut self, slug: &str, before: Option<&Shown>, after: Option<&Shown>) {
        self.add(names::article(slug));
        self.add(names::TEXTS);
        if before.map(Shown::card) != after.map(Shown::card) {
            self.add(names::card(slug));
            self.add(names::CARDS);
        }
        let dates =
            |it: Option<&Shown>| it.map(|it| (it.published_on.clone(), it.updated_on.clone()));
        if dates(before) != dates(after) {
            self.add(names::ADDRESSES);
        }
        let either = || [before, after].into_iter().flatten();
        // A new date moves it in every list; to be there or not does the same.
        let moved = before.map(|it| &it.published_on) != after.map(|it| &it.published_on);
        if moved {
            self.add(names::ARTICLES);
            self.add(names::MONTHS);
            for it in either() {
                self.add(names::month(it.month()));
            }
        }
        let same_author = before.map(|it| &it.username) == after.map(|it| &it.username);
        if moved || !same_author {
            for it in either() {
                self.add(names::by(&it.username));
            }
        }
        for tag in either().flat_map(|it| &it.tags) {
            let has = |it: Option<&Shown>| it.is_some_and(|it| it.tags.contains(tag));
            let joined_or_left = has(before) != has(after);
            if moved || joined_or_left {
                self.add(names::tag(tag));
            }
            if joined_or_left {
                self.add(names::TAGS);
                // A tag that nothing had, or has any more, is an address.
                self.add(names::ADDRESSES);
            }
        }
        if before.map(Shown::part) != after.map(Shown::part) {
            for series in either().filter_map(|it| it.series.as_deref()) {
                self.add(names::series(series));
            }
        }
    }

    /// Notes an author who is new, or other than before; with another `byline`, where name or
    /// portrait are.
    pub(crate) fn author(&mut self, username: &str, byline: bool) {
        self.add(names::author(username));
        if byline {
            self.add(names::byline(username));
            // Hits of searches name their authors.
            self.add(names::TEXTS);
        }
    }

    /// Notes that there is an address more.
    pub(crate) fn address(&mut self) {
        self.add(names::ADDRESSES);
    }

    fn add(&mut self, name: impl Into<String>) {
        self.0.insert(name.into());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stored() -> Shown {
        Shown {
            title: "A title".to_owned(),
            description: "What it is about".to_owned(),
            reading_minutes: 3,
            published_on: "2026-05-03".to_owned(),
            updated_on: None,
            username: "ada".to_owned(),
            tags: vec!["rust".to_owned(), "http".to_owned()],
            series: Some("Caches, explained".to_owned()),
            series_part: Some(2),
        }
    }

    fn changed(before: Option<&Shown>, after: Option<&Shown>) -> Vec<String> {
        let mut changes = Changes::default();
        changes.article("x", before, after);
        changes.names().map(str::to_owned).collect()
    }

    #[test]
    fn another_text_is_shown_by_the_article_itself_and_found_by_searches() {
        let same = stored();
        let names = changed(Some(&same), Some(&same));
        assert_eq!(names, ["article:x", "texts"]);
    }

    #[test]
    fn another_title_is_shown_by_whatever_names_the_article() {
        let (before, mut after) = (stored(), stored());
        after.title = "Another".to_owned();
        let names = changed(Some(&before), Some(&after));
        let series = "series:Caches%2C%20explained";
        assert_eq!(names, ["article:x", "card:x", "cards", series, "texts"]);
    }

    #[test]
    fn an_article_that_says_it_was_changed_says_so_in_the_sitemap() {
        let (before, mut after) = (stored(), stored());
        after.updated_on = Some("2026-06-01".to_owned());
        let names = changed(Some(&before), Some(&after));
        assert_eq!(names, ["addresses", "article:x", "texts"]);
    }

    #[test]
    fn a_tag_that_goes_and_one_that_comes_change_their_lists_only() {
        let (before, mut after) = (stored(), stored());
        after.tags = vec!["rust".to_owned(), "tls".to_owned()];
        let names = changed(Some(&before), Some(&after));
        let expected = [
            "addresses",
            "article:x",
            "card:x",
            "cards",
            "tag:http",
            "tag:tls",
            "tags",
            "texts",
        ];
        assert_eq!(names, expected);
    }

    #[test]
    fn another_date_moves_an_article_in_all_of_its_lists() {
        let (before, mut after) = (stored(), stored());
        after.published_on = "2026-06-01".to_owned();
        let names = changed(Some(&before), Some(&after));
        for expected in [
            "addresses",
            "articles",
            "by:ada",
            "month:2026-05",
            "month:2026-06",
            "months",
            "tag:http",
            "tag:rust",
        ] {
            assert!(names.iter().any(|name| name == expected), "{expected}");
        }
        assert!(!names.contains(&"tags".to_owned()));
    }

    #[test]
    fn a_new_article_and_one_that_is_gone_change_the_same_lists() {
        let article = stored();
        let new = changed(None, Some(&article));
        assert_eq!(new, changed(Some(&article), None));
        for expected in [
            "addresses",
            "articles",
            "card:x",
            "months",
            "tags",
            "tag:rust",
            "by:ada",
        ] {
            assert!(new.iter().any(|name| name == expected), "{expected}");
        }
    }

    #[test]
    fn another_author_changes_the_lists_of_both() {
        let (before, mut after) = (stored(), stored());
        after.username = "grace".to_owned();
        let names = changed(Some(&before), Some(&after));
        let expected = [
            "article:x",
            "by:ada",
            "by:grace",
            "card:x",
            "cards",
            "texts",
        ];
        assert_eq!(names, expected);
    }
}
