//! What names an article, an author or a tag.
//!
//! A name is a segment of an address as it stands, in links, feeds and the sitemap, and what people
//! type and send to each other. So it has nothing that would have to be escaped there.

/// Ends the sentence "… may only have".
pub(super) const RULE: &str = "lower-case letters from a to z, digits, and hyphens between them";

/// True for what [`RULE`] says.
pub(super) fn is_name(text: &str) -> bool {
    let is_of_words = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    text.bytes().all(|byte| is_of_words(byte) || byte == b'-')
        && text.bytes().next().is_some_and(is_of_words)
        && text.bytes().last().is_some_and(is_of_words)
}

#[cfg(test)]
mod tests {
    use super::is_name;
    use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
    use proptest::prelude::*;

    const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-');

    proptest! {
        #[test]
        fn a_name_stands_in_an_address_as_it_is(text in "\\PC{0,12}|[a-z0-9-]{0,12}") {
            let escaped = utf8_percent_encode(&text, ESCAPED).to_string();
            let stands = escaped == text && text == text.to_lowercase();
            let begins_and_ends = |text: &str| !text.starts_with('-') && !text.ends_with('-');
            prop_assert_eq!(is_name(&text), stands && !text.is_empty() && begins_and_ends(&text));
        }
    }

    #[test]
    fn a_name_needs_no_escaping() {
        for name in ["rust", "i18n", "vary-and-content-negotiation", "7"] {
            assert!(is_name(name), "{name}");
        }
        for other in [
            "", "-", "Rust", "c#", "a b", "a/b", "größe", "-a", "a-", "a.b",
        ] {
            assert!(!is_name(other), "{other}");
        }
    }
}
