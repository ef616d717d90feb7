//! [`Asked`]: the words of a search.

use super::tokens::tokens;

/// The words of a search, and how they belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Asked {
    words: Vec<Word>,
    any: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Word {
    word: String,
    /// Whether it may be the beginning of a word.
    begins: bool,
}

impl Asked {
    /// For texts that hold all of the words; the last one may be half typed.
    pub(crate) fn all(words: &[String]) -> Self {
        let mut asked = Self::of(words, false);
        if let Some(last) = asked.words.last_mut() {
            last.begins = true;
        }
        asked
    }

    /// For texts that hold any of the words; each may be the beginning of one.
    pub(crate) fn any(words: &[String]) -> Self {
        let mut asked = Self::of(words, true);
        for word in &mut asked.words {
            word.begins = true;
        }
        asked
    }

    fn of(words: &[String], any: bool) -> Self {
        let words = words.iter().flat_map(|word| tokens(word));
        let words = words.map(|token| Word {
            word: token.word,
            begins: false,
        });
        Self {
            words: words.collect(),
            any,
        }
    }

    /// As PostgreSQL casts a text to `tsquery`; empty when nothing is asked.
    pub(crate) fn tsquery(&self) -> String {
        // Nothing in a word has to be escaped: it consists of letters and digits.
        let words = self.words.iter().map(|Word { word, begins }| {
            let begins = if *begins { ":*" } else { "" };
            format!("'{word}'{begins}")
        });
        let words: Vec<String> = words.collect();
        words.join(if self.any { " | " } else { " & " })
    }

    /// How many words are asked for.
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// Which of the words asked for mean this word of a text.
    pub(super) fn meanings(&self, word: &str) -> impl Iterator<Item = usize> {
        let words = self.words.iter().enumerate();
        words.filter_map(move |(index, asked)| {
            let means = if asked.begins {
                word.starts_with(&asked.word)
            } else {
                word == asked.word
            };
            means.then_some(index)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Asked;

    #[test]
    fn a_search_is_words_and_no_operators() {
        let words = |text: &str| -> Vec<String> { text.split(' ').map(str::to_owned).collect() };
        assert_eq!(
            Asked::all(&words("Write ahead")).tsquery(),
            "'write' & 'ahead':*"
        );
        assert_eq!(
            Asked::any(&words("Zürich a")).tsquery(),
            "'zurich':* | 'a':*"
        );
        assert_eq!(Asked::all(&words("o'r:*")).tsquery(), "'o' & 'r':*");
        assert_eq!(Asked::all(&[]).tsquery(), "");
    }
}
