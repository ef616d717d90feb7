//! [`Progress`]: how far articles were read.

use serde::{Deserialize, Serialize};

/// The most articles that are remembered; what was not read for longest goes first.
const LIMIT: usize = 200;

/// From here on an article counts as read: below it are notes and what to read next.
const END: u8 = 97;

/// How far articles were read, the last one read last.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Progress {
    articles: Vec<Read>,
}

/// How far an article was read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Read {
    pub(crate) slug: String,
    pub(crate) title: String,
    /// In per cent of the text, 100 for an article that was read to its end.
    pub(crate) percent: u8,
}

impl Progress {
    /// How far an article was read, in per cent; 0 for one that was not begun.
    pub(crate) fn of(&self, slug: &str) -> u8 {
        let read = self.articles.iter().find(|read| read.slug == slug);
        read.map(|read| read.percent).unwrap_or_default()
    }

    /// The articles that were begun and not finished, the last one read first.
    pub(crate) fn begun(&self) -> impl Iterator<Item = &Read> {
        self.articles.iter().rev().filter(|read| read.percent < 100)
    }

    /// Notes how far an article was read. Reading the beginning again takes nothing back.
    pub(crate) fn note(&mut self, slug: &str, title: &str, percent: u8) {
        let percent = if percent >= END { 100 } else { percent };
        let percent = percent.max(self.of(slug));
        self.forget(slug);
        if self.articles.len() >= LIMIT {
            self.articles.remove(0);
        }
        self.articles.push(Read {
            slug: slug.to_owned(),
            title: title.to_owned(),
            percent,
        });
    }

    /// Forgets an article.
    pub(crate) fn forget(&mut self, slug: &str) {
        self.articles.retain(|read| read.slug != slug);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reading_the_beginning_again_takes_nothing_back() {
        let mut progress = Progress::default();
        progress.note("a", "A", 60);
        progress.note("a", "A", 10);
        assert_eq!((progress.of("a"), progress.of("b")), (60, 0));
    }

    #[test]
    fn what_was_read_to_its_end_is_not_offered_again() {
        let mut progress = Progress::default();
        progress.note("a", "A", 20);
        progress.note("b", "B", END);
        progress.note("c", "C", 30);
        let begun: Vec<_> = progress.begun().map(|read| &*read.slug).collect();
        assert_eq!((begun, progress.of("b")), (vec!["c", "a"], 100));
    }

    #[test]
    fn what_was_not_read_for_longest_is_forgotten() {
        let mut progress = Progress::default();
        for number in 0..=LIMIT {
            progress.note(&number.to_string(), "", 50);
        }
        assert_eq!((progress.of("0"), progress.begun().count()), (0, LIMIT));
    }
}
