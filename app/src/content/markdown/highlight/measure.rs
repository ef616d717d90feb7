//! How long is what begins here? Lengths are in bytes, from the start of the given text.

/// To the end of the line, without the line break.
pub(super) fn line(text: &str) -> usize {
    text.find('\n').unwrap_or(text.len())
}

/// Up to and with the next `close` that is not the beginning itself.
pub(super) fn through(text: &str, open: &str, close: &str) -> usize {
    let inside = text.get(open.len()..).unwrap_or_default();
    inside
        .find(close)
        .map_or(text.len(), |at| open.len() + at + close.len())
}

/// A string between two `quote`s, in which a backslash takes the next character along.
pub(super) fn quoted(text: &str, quote: char) -> usize {
    let mut letters = text.char_indices().skip(1);
    while let Some((at, letter)) = letters.next() {
        if letter == quote {
            return at + quote.len_utf8();
        }
        if letter == '\\' {
            letters.next();
        }
    }
    text.len()
}

/// A string between two `quote`s that ends with the line at the latest.
pub(super) fn quoted_in_line(text: &str, quote: char) -> usize {
    quoted(&text[..line(text)], quote)
}

/// As long as the characters are such.
pub(super) fn run(text: &str, is_such: impl Fn(char) -> bool) -> usize {
    text.find(|letter| !is_such(letter)).unwrap_or(text.len())
}

/// A name: letters, digits, underscores.
pub(super) fn word(text: &str) -> usize {
    run(text, is_word)
}

pub(super) fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// Whether a name can begin with it.
pub(super) fn starts_word(letter: char) -> bool {
    letter.is_alphabetic() || letter == '_'
}

/// A number that begins with a digit: `1_000`, `0xff_u8`, `1.5e-3`, `16px`. Two dots are a range and
/// a dot before a letter is a call.
pub(super) fn number(text: &str) -> usize {
    let mut length = 0;
    let mut before = ' ';
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let goes_on = match letter {
            '.' => letters.peek().is_some_and(char::is_ascii_digit) && before != '.',
            '+' | '-' => {
                matches!(before, 'e' | 'E')
                    && !text.starts_with("0x")
                    && letters.peek().is_some_and(char::is_ascii_digit)
            }
            letter => is_word(letter),
        };
        if !goes_on {
            break;
        }
        before = letter;
        length += letter.len_utf8();
    }
    length
}

/// White space.
pub(super) fn space(text: &str) -> usize {
    run(text, char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_string_ends_at_its_quote_and_not_at_an_escaped_one() {
        assert_eq!(quoted(r#""a\"b" c"#, '"'), 6);
        assert_eq!(quoted("\"open", '"'), 5);
        assert_eq!(quoted_in_line("'open\n'", '\''), 5);
        assert_eq!(quoted("\"\\", '"'), 2);
    }

    #[test]
    fn a_number_is_told_from_a_range_and_a_call() {
        for (text, length) in [
            ("1_000;", 5),
            ("1.5e-3)", 6),
            ("0xffu8-1", 6),
            ("0xe-1", 3),
            ("1..2", 1),
            ("1.max(2)", 1),
            ("16px", 4),
        ] {
            assert_eq!(number(text), length, "{text}");
        }
    }

    #[test]
    fn a_comment_that_is_never_closed_takes_the_rest() {
        assert_eq!(through("/* a */ b", "/*", "*/"), 7);
        assert_eq!(through("/*/ b", "/*", "*/"), 5);
    }
}
