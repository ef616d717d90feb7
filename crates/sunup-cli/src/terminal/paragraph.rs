//! Sentences and pairs of name and value, broken at the width.

use super::{Paint, WIDTH, paint};

/// The lines of a text, so many columns in.
pub(crate) fn wrapped(text: &str, indent: usize) -> Vec<String> {
    let room = WIDTH.saturating_sub(indent);
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    let indent = " ".repeat(indent);
    lines.iter().map(|line| format!("{indent}{line}")).collect()
}

/// A line for each pair, two columns in; what does not fit goes on below its value.
pub(crate) fn pairs(pairs: &[(&str, String)]) -> Vec<String> {
    let names = pairs.iter().map(|(name, _)| name.chars().count());
    let indent = names.max().unwrap_or(0) + 4;
    let mut lines = Vec::new();
    for (name, value) in pairs {
        let mut values = wrapped(value, indent).into_iter();
        let first = values.next().unwrap_or_default();
        let space = " ".repeat(indent - 2 - name.chars().count());
        let name = paint(Paint::Quiet, name);
        lines.push(format!("  {name}{space}{}", first.trim_start()));
        lines.extend(values);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_broken_between_words() {
        let text = "a word ".repeat(30);
        let lines = wrapped(&text, 2);
        assert_eq!(lines.len(), 3);
        for line in &lines {
            assert!(line.starts_with("  ") && line.chars().count() <= WIDTH);
        }
        assert_eq!(lines.join("").split_whitespace().count(), 60);
        assert!(wrapped("", 2).is_empty());
    }

    #[test]
    fn values_stand_below_one_another() {
        let lines = pairs(&[
            ("key", "/a".to_owned()),
            ("set by", "word ".repeat(20)),
            ("tags", String::new()),
        ]);
        assert_eq!(lines[0], "  key     /a");
        assert!(lines[1].starts_with("  set by  word word"));
        assert!(lines[2].starts_with("          word"));
        assert_eq!(lines[3].trim_end(), "  tags");
    }
}
