//! The words of a text.

use std::ops::Range;
use unicode_normalization::char::decompose_canonical;

/// A word: where it stands, and as it is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// Bytes of the text.
    pub(super) place: Range<usize>,
    /// In lower case, Latin letters without their diacritics.
    pub(super) word: String,
}

/// The words of a text in their order: letters and digits, and marks above letters.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut open: Option<Token> = None;
    for (at, letter) in text.char_indices() {
        let belongs = letter.is_alphanumeric() || (open.is_some() && is_mark(letter));
        if !belongs {
            tokens.extend(open.take());
            continue;
        }
        let token = open.get_or_insert_with(|| Token {
            place: at..at,
            word: String::new(),
        });
        token.place.end = at + letter.len_utf8();
        fold(letter, &mut token.word);
    }
    tokens.extend(open);
    tokens
}

fn fold(letter: char, word: &mut String) {
    if letter.is_ascii() {
        word.push(letter.to_ascii_lowercase());
        return;
    }
    if is_mark(letter) {
        return;
    }
    for lower in letter.to_lowercase().filter(|lower| !is_mark(*lower)) {
        let mut base = None;
        decompose_canonical(lower, |part| {
            base.get_or_insert(part);
        });
        match base {
            Some(base) if base.is_ascii_alphabetic() => word.push(base),
            _ => word.push(lower),
        }
    }
}

/// The combining diacritical marks.
fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}')
}

#[cfg(test)]
mod tests {
    use super::tokens;

    #[test]
    fn words_are_letters_and_digits_without_case_and_diacritics() {
        for (text, words) in [
            ("", vec![]),
            ("- …", vec![]),
            ("Write-ahead LOG", vec!["write", "ahead", "log"]),
            ("src/main.rs 3.14", vec!["src", "main", "rs", "3", "14"]),
            ("Inês Ines\u{302} Zürich", vec!["ines", "ines", "zurich"]),
            ("ẹ\u{301} Straße", vec!["e", "straße"]),
            ("東京 が שלום", vec!["東京", "が", "שלום"]),
        ] {
            let found: Vec<String> = tokens(text).into_iter().map(|token| token.word).collect();
            assert_eq!(found, words, "{text}");
        }
    }

    #[test]
    fn a_word_knows_where_it_stands() {
        let text = "«Zürich», ja";
        let places: Vec<&str> = tokens(text)
            .iter()
            .map(|token| &text[token.place.clone()])
            .collect();
        assert_eq!(places, ["Zürich", "ja"]);
    }
}
