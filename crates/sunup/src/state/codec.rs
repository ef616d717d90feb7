//! How a value is written down: postcard, in visible ASCII.
//!
//! Bytes that are visible ASCII stand for themselves and all others are `%` and two digits, so
//! that a text in the value can be read in the browser's list of stored data, and no white space
//! is left. It takes less code than base64, and little more room for text.

use serde::{Serialize, de::DeserializeOwned};

/// A value as text without white space; empty for a value that serde cannot write.
pub(super) fn write<T: Serialize>(value: &T) -> String {
    visible(&postcard::to_allocvec(value).unwrap_or_default())
}

/// The value of a text. A text that holds more than the value is none.
pub(super) fn read<T: DeserializeOwned>(text: &str) -> Option<T> {
    let bytes = bytes(text)?;
    let (value, rest) = postcard::take_from_bytes(&bytes).ok()?;
    rest.is_empty().then_some(value)
}

fn visible(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for byte in bytes {
        if byte.is_ascii_graphic() && *byte != b'%' {
            text.push(char::from(*byte));
        } else {
            let digit = |value: u8| char::from(b"0123456789abcdef"[usize::from(value & 15)]);
            text.push('%');
            text.push(digit(byte >> 4));
            text.push(digit(*byte));
        }
    }
    text
}

fn bytes(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let mut digit = || char::from(rest.next()?).to_digit(16);
            bytes.push((digit()? * 16 + digit()?) as u8);
        } else {
            bytes.push(byte);
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_comes_back_and_none_is_white_space() {
        let all: Vec<u8> = (0..=255).collect();
        let text = visible(&all);
        assert!(
            !text.contains(char::is_whitespace) && text.is_ascii(),
            "{text}"
        );
        assert_eq!(bytes(&text), Some(all));
    }

    #[test]
    fn a_text_in_a_value_can_be_read() {
        assert!(write(&("hydration", 7_u8)).contains("hydration"));
    }

    #[test]
    fn what_is_no_value_is_refused() {
        let written = write(&(300_u32, "text"));
        assert_eq!(read(&written), Some((300_u32, "text".to_owned())));
        for damaged in [
            "",
            "%",
            "%2",
            "%zz",
            "%ff",
            &written[..3],
            &[&*written, "x"].concat(),
        ] {
            assert_eq!(read::<(u32, String)>(damaged), None, "{damaged:?}");
        }
    }
}
