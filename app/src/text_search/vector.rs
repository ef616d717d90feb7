//! An article as PostgreSQL's full-text search stores it.

use super::tokens::tokens;
use std::{collections::BTreeMap, fmt::Write};

/// Longer words are cut: a search is for the first 40 letters of a word at most, and PostgreSQL
/// refuses words of 2 kB.
const LONGEST_WORD: usize = 64;

/// Places of one word that are stored, and the highest place; PostgreSQL drops what is above.
const MOST_PLACES: usize = 255;
const LAST_PLACE: usize = 16_383;

/// A `tsvector` has room for 1 MiB. Of a text with more words than that, only the first are found.
const ROOM: usize = 1_000_000;

/// The `tsvector` of an article, as text. The weights say where a word stands: A in the title, B
/// among the tags, C in the description, D in the text.
pub(crate) fn vector(title: &str, tags: &str, description: &str, body: &str) -> String {
    let mut words: BTreeMap<String, Vec<(usize, char)>> = BTreeMap::new();
    let (mut place, mut taken) = (0, 0);
    for (text, weight) in [(title, 'A'), (tags, 'B'), (description, 'C'), (body, 'D')] {
        for token in tokens(text) {
            place += 1;
            let word: String = token.word.chars().take(LONGEST_WORD).collect();
            // Two bytes for a place; a new word has its length, alignment and a count besides.
            let room = match words.get(&word) {
                Some(places) if places.len() >= MOST_PLACES => continue,
                Some(_) => 2,
                None => word.len() + 6,
            };
            taken += room;
            if taken > ROOM {
                break;
            }
            let places = words.entry(word).or_default();
            places.push((place.min(LAST_PLACE), weight));
        }
    }
    let mut vector = String::new();
    for (word, places) in words {
        // Nothing in a word has to be escaped: it consists of letters and digits.
        let _ = write!(vector, "'{word}'");
        for (index, (place, weight)) in places.into_iter().enumerate() {
            let before = if index == 0 { ':' } else { ',' };
            let _ = write!(vector, "{before}{place}{weight}");
        }
        vector.push(' ');
    }
    vector
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_says_where_it_stands() {
        assert_eq!(
            vector("Cache keys", "http", "Of caches.", "A cache' has \\ keys"),
            "'a':6D 'cache':1A,7D 'caches':5C 'has':8D 'http':3B 'keys':2A,9D 'of':4C "
        );
    }

    #[test]
    fn a_text_without_end_fits() {
        let endless: String = (0..400_000).map(|number| format!("w{number} ")).collect();
        assert!(vector("", "", "", &endless).len() < 2 * ROOM);
        let same = "word ".repeat(100_000);
        assert!(vector("", "", "", &same).len() < 3_000);
        let long = "x".repeat(10_000);
        assert!(vector(&long, "", "", "").len() < 100);
    }
}
