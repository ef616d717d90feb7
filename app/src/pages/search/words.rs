//! [`Words`]: a search as the database understands it.

use super::Understood;

/// Words of a search that are looked up; people rarely type more than four.
const MOST_WORDS: usize = 8;

/// Characters of a word that are looked up.
const LONGEST_WORD: usize = 40;

/// Characters of a search that are shown again.
const SHOWN: usize = 200;

/// The words of a search: letters and digits only, so that nothing in them is an operator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Words {
    words: Vec<String>,
    pub(super) understood: Understood,
    /// The search, cut to a length that can be shown, without control characters.
    pub(super) asked: String,
}

impl Words {
    pub(super) fn of(query: &str) -> Self {
        let query = query.trim();
        let mut all = query
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| !word.is_empty());
        let words: Vec<String> = all
            .by_ref()
            .take(MOST_WORDS)
            .map(|word| word.chars().take(LONGEST_WORD).collect())
            .collect();
        let is_cut = all.next().is_some() || query.chars().nth(SHOWN).is_some();
        let understood = match (query.is_empty(), words.is_empty(), is_cut) {
            (true, _, _) => Understood::Unasked,
            (false, true, _) => Understood::Nothing,
            (false, false, true) => Understood::Beginning,
            (false, false, false) => Understood::All,
        };
        let asked = query.chars().filter(|letter| !letter.is_control());
        Self {
            words,
            understood,
            asked: asked.take(SHOWN).collect(),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// As SQLite's FTS5 reads it: each word a string, the last one a prefix.
    pub(super) fn fts5(&self) -> String {
        let words: Vec<String> = self
            .words
            .iter()
            .map(|word| format!("\"{word}\""))
            .collect();
        words.join(" ") + "*"
    }

    /// As FTS5 reads a search for any of the words, each of which may be the beginning of one.
    pub(super) fn any_fts5(&self) -> String {
        let words: Vec<String> = self
            .words
            .iter()
            .map(|word| format!("\"{word}\"*"))
            .collect();
        words.join(" OR ")
    }

    /// The words themselves.
    pub(super) fn as_slice(&self) -> &[String] {
        &self.words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operators_are_no_words() {
        for (query, fts5) in [
            ("cache", "\"cache\"*"),
            ("\"", "*"),
            ("NEAR(a b)", "\"NEAR\" \"a\" \"b\"*"),
            ("';-- drop", "\"drop\"*"),
            ("a* OR b", "\"a\" \"OR\" \"b\"*"),
            ("Zürich 東京", "\"Zürich\" \"東京\"*"),
        ] {
            assert_eq!(Words::of(query).fts5(), fts5, "{query}");
        }
    }

    #[test]
    fn how_much_was_understood_is_said() {
        assert_eq!(Words::of(" ").understood, Understood::Unasked);
        assert_eq!(Words::of("\"*\0").understood, Understood::Nothing);
        assert_eq!(Words::of("wasm size").understood, Understood::All);
        assert_eq!(
            Words::of(&"x ".repeat(5_000)).understood,
            Understood::Beginning
        );
        assert_eq!(
            Words::of(&"x".repeat(10_000)).understood,
            Understood::Beginning
        );
        assert_eq!(Words::of(&"x".repeat(10_000)).asked.len(), SHOWN);
    }
}
