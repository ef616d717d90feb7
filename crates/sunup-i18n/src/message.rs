//! What generated messages are put together with.
//!
//! A message is downloaded by every visitor of a page that has it, so that it is its text and a
//! call for each piece. None of these functions is inlined, and none uses `core::fmt`.

use crate::{Locale, Number};

/// A message without arguments.
#[inline(never)]
pub fn text(text: &str) -> String {
    text.to_owned()
}

/// Adds text.
#[inline(never)]
pub fn push(to: &mut String, text: &str) {
    to.push_str(text);
}

/// Adds a number with the grouping of its language: `12,345`.
#[inline(never)]
pub fn push_number(to: &mut String, locale: Locale, number: Number) {
    let separator = match locale {
        Locale::En => b',',
    };
    digits(to, number, Some(separator));
}

/// Adds a number without grouping: a year, say.
#[inline(never)]
pub fn push_digits(to: &mut String, number: Number) {
    digits(to, number, None);
}

/// 19 digits, 6 separators and a sign.
const LONGEST: usize = 26;

fn digits(to: &mut String, number: Number, separator: Option<u8>) {
    let mut written = [0; LONGEST];
    let mut start = LONGEST;
    let mut prepend = |byte| {
        start -= 1;
        written[start] = byte;
    };
    let mut rest = number.get().unsigned_abs();
    let mut count = 0;
    loop {
        if let (Some(separator), true) = (separator, count != 0 && count % 3 == 0) {
            prepend(separator);
        }
        prepend(b'0' + (rest % 10) as u8);
        rest /= 10;
        count += 1;
        if rest == 0 {
            break;
        }
    }
    if number.get() < 0 {
        prepend(b'-');
    }
    to.extend(written[start..].iter().copied().map(char::from));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(number: i64) -> (String, String) {
        let (mut grouped, mut plain) = (String::new(), String::new());
        push_number(&mut grouped, Locale::En, number.into());
        push_digits(&mut plain, number.into());
        (grouped, plain)
    }

    #[test]
    fn digits_are_grouped_by_thousands() {
        let expected = [
            (0, "0"),
            (7, "7"),
            (999, "999"),
            (1000, "1,000"),
            (-1000, "-1,000"),
            (-999, "-999"),
            (12_345_678, "12,345,678"),
            (i64::MIN, "-9,223,372,036,854,775,808"),
            (i64::MAX, "9,223,372,036,854,775,807"),
        ];
        for (number, grouped) in expected {
            assert_eq!(written(number), (grouped.to_owned(), number.to_string()));
        }
    }
}
