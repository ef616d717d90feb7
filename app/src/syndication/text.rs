//! Texts of one line, and days, as formats for machines want them.

/// A text of one line: what breaks lines or controls terminals is a space, and what overrides the
/// direction of the letters that follow is dropped, for it would turn around what stands beside
/// the text wherever it is shown.
pub(super) fn line(text: &str) -> String {
    let letters = text
        .chars()
        .filter(|letter| !matches!(letter, '\u{202a}'..='\u{202e}'))
        .map(|letter| match letter {
            '\u{2028}' | '\u{2029}' => ' ',
            letter if letter.is_control() => ' ',
            letter => letter,
        });
    letters.collect()
}

/// A day as the moment at which it begins, RFC 3339. Days come from the database, which holds
/// nothing but days; one that is none is the first that computers know.
pub(super) fn moment(day: &str) -> String {
    match day.parse::<jiff::civil::Date>() {
        Ok(day) => format!("{day}T00:00:00Z"),
        Err(_) => "1970-01-01T00:00:00Z".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_one_line() {
        assert_eq!(line("a\nb\u{2028}c\u{202e}d\0"), "a b cd ");
    }

    #[test]
    fn a_day_begins_at_midnight() {
        assert_eq!(moment("2026-11-02"), "2026-11-02T00:00:00Z");
        assert_eq!(moment("soon"), "1970-01-01T00:00:00Z");
    }
}
