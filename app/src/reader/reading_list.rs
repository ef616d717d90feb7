//! [`ReadingList`]: what a reader wants to read later.

use serde::{Deserialize, Serialize};

/// The most articles of a list; the oldest go first.
const LIMIT: usize = 200;

/// What a reader wants to read later, the newest last. It has the titles, so that the list can be
/// shown without asking the server.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ReadingList {
    articles: Vec<Saved>,
}

/// An article on the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Saved {
    pub(crate) slug: String,
    pub(crate) title: String,
    pub(crate) minutes: u32,
}

impl ReadingList {
    /// The articles, the newest first.
    pub(crate) fn articles(&self) -> impl Iterator<Item = &Saved> {
        self.articles.iter().rev()
    }

    pub(crate) fn len(&self) -> usize {
        self.articles.len()
    }

    pub(crate) fn has(&self, slug: &str) -> bool {
        self.articles.iter().any(|saved| saved.slug == slug)
    }

    /// Adds an article, or moves it to the newest.
    pub(crate) fn add(&mut self, article: Saved) {
        self.remove(&article.slug);
        if self.articles.len() >= LIMIT {
            self.articles.remove(0);
        }
        self.articles.push(article);
    }

    /// Takes an article off the list. Says which one and where it stood.
    pub(crate) fn remove(&mut self, slug: &str) -> Option<(usize, Saved)> {
        let place = self.articles.iter().position(|saved| saved.slug == slug)?;
        Some((place, self.articles.remove(place)))
    }

    /// Puts an article back where it stood.
    pub(crate) fn put_back(&mut self, (place, article): (usize, Saved)) {
        self.remove(&article.slug);
        self.articles
            .insert(place.min(self.articles.len()), article);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn saved(slug: &str) -> Saved {
        Saved {
            slug: slug.to_owned(),
            ..Saved::default()
        }
    }

    fn slugs(list: &ReadingList) -> Vec<&str> {
        list.articles().map(|saved| &*saved.slug).collect()
    }

    #[test]
    fn the_newest_article_is_first_and_none_is_there_twice() {
        let mut list = ReadingList::default();
        for slug in ["a", "b", "a"] {
            list.add(saved(slug));
        }
        assert_eq!(slugs(&list), ["a", "b"]);
    }

    #[test]
    fn what_was_removed_can_be_put_back_where_it_stood() {
        let mut list = ReadingList::default();
        for slug in ["a", "b", "c"] {
            list.add(saved(slug));
        }
        let removed = list.remove("b").expect("it is there");
        assert_eq!(slugs(&list), ["c", "a"]);
        list.put_back(removed);
        assert_eq!(slugs(&list), ["c", "b", "a"]);
        assert_eq!(list.remove("elsewhere"), None);
    }

    #[test]
    fn a_list_has_an_end() {
        let mut list = ReadingList::default();
        for number in 0..=LIMIT {
            list.add(saved(&number.to_string()));
        }
        assert_eq!((list.len(), list.has("0")), (LIMIT, false));
    }
}
