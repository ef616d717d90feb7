//! Escaping, and letters that do not belong into metadata.

use std::borrow::Cow;

/// Text for HTML, between tags or in a quoted attribute.
pub(crate) fn escape(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 16);
    for letter in plain(text).chars() {
        match letter {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            letter => html.push(letter),
        }
    }
    html
}

/// Text of one line that leaves alone what stands beside it: control characters are spaces, and
/// what overrides the direction of the letters that follow is dropped. (A line that mixes
/// directions is in order without; what isolates, U+2066 to U+2069, stays.)
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    if !text
        .chars()
        .any(|letter| letter.is_control() || overrides(letter))
    {
        return Cow::Borrowed(text);
    }
    let letters = text.chars().filter(|letter| !overrides(*letter));
    let spaced = letters.map(|letter| if letter.is_control() { ' ' } else { letter });
    Cow::Owned(spaced.collect())
}

/// An address in the letters that RFC 3986 allows; what is percent-encoded already stays.
pub(super) fn address(text: &str) -> String {
    let mut address = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=%".contains(&byte) {
            address.push(char::from(byte));
        } else {
            const HEX: &[u8; 16] = b"0123456789ABCDEF";
            let digits = [HEX[usize::from(byte >> 4)], HEX[usize::from(byte & 15)]];
            address.push('%');
            address.extend(digits.map(char::from));
        }
    }
    address
}

fn overrides(letter: char) -> bool {
    matches!(letter, '\u{202a}'..='\u{202e}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_leave_its_attribute_or_element() {
        assert_eq!(
            escape("<a b=\"c\"> & 'd'"),
            "&lt;a b=&quot;c&quot;&gt; &amp; 'd'"
        );
    }

    #[test]
    fn an_address_has_the_letters_of_addresses_only() {
        assert_eq!(address("/tag/c%2B%2B?a=b&c=[d]"), "/tag/c%2B%2B?a=b&c=[d]");
        assert_eq!(
            address("/tag/é \u{202e}\"<\0"),
            "/tag/%C3%A9%20%E2%80%AE%22%3C%00"
        );
    }

    #[test]
    fn text_does_not_turn_its_surroundings_around() {
        assert_eq!(plain("a\u{202e}b\u{202c}c"), "abc");
        assert_eq!(plain("one\ntwo\0three\u{85}"), "one two three ");
        assert_eq!(
            plain("\u{2067}عربي\u{2069} é 🦀"),
            "\u{2067}عربي\u{2069} é 🦀"
        );
    }
}
