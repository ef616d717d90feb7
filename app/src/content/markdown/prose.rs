//! What a text says without its markup: for search, and for the time it takes to read.

use super::{
    footnotes,
    markup::{Token, is_inline},
};

/// Words a practised reader takes in per minute of technical prose.
const WORDS_PER_MINUTE: usize = 220;

/// The text alone, one line for each block; code counts, references to notes do not.
pub(super) fn text(tokens: &[Token]) -> String {
    let mut text = String::new();
    let mut in_reference = false;
    for token in tokens {
        match token {
            Token::Text(part) if !in_reference => text.push_str(part),
            Token::Text(_) => {}
            Token::Start(tag) => {
                in_reference = footnotes::is_reference(tag);
                if !is_inline(&tag.name) || tag.name == "br" {
                    text.push('\n');
                }
            }
            Token::End(name) => {
                in_reference = false;
                if !is_inline(name) {
                    text.push('\n');
                }
            }
        }
    }
    tidy(&text)
}

/// How many words a text has.
pub(super) fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// At least one minute.
pub(super) fn minutes(words: usize) -> usize {
    words.div_ceil(WORDS_PER_MINUTE).max(1)
}

/// Single spaces, single line breaks.
fn tidy(text: &str) -> String {
    let mut lines = Vec::new();
    for line in text.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        if !words.is_empty() {
            lines.push(words.join(" "));
        }
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::{super::markup::parse, *};

    #[test]
    fn blocks_are_lines_and_words_stay_whole() {
        let html = "<h2>One</h2><p>two<b>fold</b>,\n  <code>three</code></p><ul><li>a</li></ul>";
        assert_eq!(text(&parse(html)), "One\ntwofold,\nthree\na");
    }

    #[test]
    fn the_number_of_a_note_is_no_word() {
        let html = "<p>said<sup class=\"footnote-reference\">1</sup> so<sup>2</sup></p>";
        assert_eq!(text(&parse(html)), "said so2");
    }

    #[test]
    fn the_shortest_text_takes_a_minute() {
        assert_eq!(minutes(2), 1);
        assert_eq!(minutes(440), 2);
    }
}
