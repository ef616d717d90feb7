//! Bare items of structured fields (RFC 9651, section 4.2.3): read, and told apart as far as a
//! cache directive needs.

/// A bare item. Only what directives have is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Item {
    Integer(i64),
    Boolean(bool),
    String,
    /// A decimal, token, byte sequence, date or display string, or an inner list.
    Other,
}

/// What is left of a field value while it is read. Every method returns `None` where the text is
/// not of the grammar, and then the whole field fails.
pub(super) struct Input<'a>(pub(super) &'a [u8]);

impl Input<'_> {
    pub(super) fn peek(&self) -> Option<u8> {
        self.0.first().copied()
    }

    pub(super) fn take(&mut self, byte: u8) -> Option<()> {
        self.0 = self.0.strip_prefix(&[byte])?;
        Some(())
    }

    pub(super) fn skip(&mut self, skipped: impl Fn(u8) -> bool) -> usize {
        let all = self.0.len();
        while self.peek().is_some_and(&skipped) {
            self.0 = &self.0[1..];
        }
        all - self.0.len()
    }

    fn next(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.0 = &self.0[1..];
        Some(byte)
    }

    pub(super) fn item(&mut self) -> Option<Item> {
        match self.peek()? {
            b'-' | b'0'..=b'9' => self.number(),
            b'"' => self.string(),
            b'?' => self.boolean(),
            b':' => self.bytes(),
            b'@' => {
                self.take(b'@')?;
                matches!(self.number()?, Item::Integer(_)).then_some(Item::Other)
            }
            b'%' => self.display_string(),
            b'*' | b'A'..=b'Z' | b'a'..=b'z' => {
                self.skip(|byte| is_tchar(byte) || matches!(byte, b':' | b'/'));
                Some(Item::Other)
            }
            _ => None,
        }
    }

    /// Section 4.2.4: at most 15 digits, or 12 before the point and 1 to 3 after it.
    fn number(&mut self) -> Option<Item> {
        let sign = if self.take(b'-').is_some() { -1 } else { 1 };
        let start = self.0;
        let whole = self.skip(|byte| byte.is_ascii_digit());
        if whole == 0 {
            return None;
        }
        if self.take(b'.').is_some() {
            let fraction = self.skip(|byte| byte.is_ascii_digit());
            return (whole <= 12 && (1..=3).contains(&fraction)).then_some(Item::Other);
        }
        let digits = start.get(..whole).filter(|digits| digits.len() <= 15)?;
        let value = digits
            .iter()
            .fold(0, |sum, digit| sum * 10 + i64::from(digit - b'0'));
        Some(Item::Integer(sign * value))
    }

    /// Section 4.2.5.
    fn string(&mut self) -> Option<Item> {
        self.take(b'"')?;
        loop {
            match self.next()? {
                b'"' => return Some(Item::String),
                b'\\' => matches!(self.next()?, b'"' | b'\\').then_some(())?,
                0x20..=0x7e => {}
                _ => return None,
            }
        }
    }

    /// Section 4.2.8.
    fn boolean(&mut self) -> Option<Item> {
        self.take(b'?')?;
        match self.next()? {
            b'1' => Some(Item::Boolean(true)),
            b'0' => Some(Item::Boolean(false)),
            _ => None,
        }
    }

    /// Section 4.2.7. The bytes are not looked at, as no directive has any.
    fn bytes(&mut self) -> Option<Item> {
        self.take(b':')?;
        self.skip(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'='));
        self.take(b':')?;
        Some(Item::Other)
    }

    /// Section 4.2.10. The escapes are checked, their UTF-8 is not.
    fn display_string(&mut self) -> Option<Item> {
        self.take(b'%')?;
        self.take(b'"')?;
        loop {
            match self.next()? {
                b'"' => return Some(Item::Other),
                b'%' => {
                    for _ in 0..2 {
                        matches!(self.next()?, b'0'..=b'9' | b'a'..=b'f').then_some(())?;
                    }
                }
                0x20..=0x7e => {}
                _ => return None,
            }
        }
    }
}

/// `tchar` of RFC 9110, section 5.6.2.
fn is_tchar(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(text: &str) -> Option<Item> {
        let mut input = Input(text.as_bytes());
        input.item().filter(|_| input.0.is_empty())
    }

    #[test]
    fn items_are_told_apart() {
        assert_eq!(whole("60"), Some(Item::Integer(60)));
        assert_eq!(whole("-60"), Some(Item::Integer(-60)));
        assert_eq!(
            whole("999999999999999"),
            Some(Item::Integer(999_999_999_999_999))
        );
        assert_eq!(whole("?1"), Some(Item::Boolean(true)));
        assert_eq!(whole("?0"), Some(Item::Boolean(false)));
        assert_eq!(whole(r#""a \" \\ b""#), Some(Item::String));
        for other in [
            "1.5",
            "tok:en/x*",
            "*",
            ":aGk=:",
            "@1659578233",
            "%\"a%c3%bc\"",
        ] {
            assert_eq!(whole(other), Some(Item::Other), "{other}");
        }
    }

    #[test]
    fn what_is_no_item_is_refused() {
        for text in [
            "",
            "-",
            "1.",
            "1.2345",
            "1234567890123.1",
            "1234567890123456",
            "?2",
            "?",
            "\"a",
            "\"\\a\"",
            "\"\u{fc}\"",
            ":a",
            "@1.5",
            "%a",
            "%\"%C3\"",
            "=",
            "3600+600",
            "-a",
        ] {
            assert_eq!(whole(text), None, "{text}");
        }
    }
}
