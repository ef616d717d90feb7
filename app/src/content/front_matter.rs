//! The head of a content file: TOML between two `+++` lines.

use serde::de::DeserializeOwned;
use toml::Spanned;

/// A content file in its two parts.
#[derive(Debug)]
pub(super) struct Parsed<T> {
    pub(super) head: T,
    pub(super) body: String,
    pub(super) lines: Lines,
}

/// The lines of a head, to say where a value stands.
#[derive(Debug)]
pub(super) struct Lines(String);

impl Lines {
    /// The line of the file in which a value of the head begins; 1 is the first.
    pub(super) fn of<T>(&self, value: &Spanned<T>) -> usize {
        self.at(value.span().start)
    }

    /// Bytes count from the line after the opening +++.
    fn at(&self, byte: usize) -> usize {
        let before = self.0.get(..byte).unwrap_or(&self.0);
        before.matches('\n').count() + 2
    }
}

/// What is wrong with a head, and in which line of the file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) line: usize,
    pub(super) reason: String,
}

/// Splits a file into its head and its Markdown body.
pub(super) fn parse<T: DeserializeOwned>(text: &str) -> Result<Parsed<T>, Fault> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let fault = |line, reason: &str| Fault {
        line,
        reason: reason.to_owned(),
    };
    let mut lines = text.split_inclusive('\n');
    if lines.next().map(str::trim_end) != Some("+++") {
        return Err(fault(1, "the file has to begin with a line of +++"));
    }
    let mut head = String::new();
    let mut closed = false;
    for line in lines.by_ref() {
        if line.trim_end() == "+++" {
            closed = true;
            break;
        }
        head.push_str(line);
    }
    if !closed {
        return Err(fault(1, "the front matter has no closing line of +++"));
    }
    let lines_of_head = Lines(head);
    let parsed = toml::from_str(&lines_of_head.0).map_err(|error| Fault {
        // A key that is missing has no place of its own and is reported at the top.
        line: error.span().map_or(1, |span| lines_of_head.at(span.start)),
        reason: error.message().replace('\n', " "),
    })?;
    let body: String = lines.collect();
    if body.trim().is_empty() {
        return Err(fault(
            text.lines().count(),
            "there is no text below the front matter",
        ));
    }
    Ok(Parsed {
        head: parsed,
        body,
        lines: lines_of_head,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Head {
        title: String,
    }

    #[test]
    fn head_and_body_are_told_apart() {
        let file = parse::<Head>("+++\ntitle = \"T\"\n+++\n\nBody\n").expect("parses");
        assert_eq!(file.head.title, "T");
        assert_eq!(file.body, "\nBody\n");
    }

    #[test]
    fn a_file_without_a_head_is_named_with_its_first_line() {
        assert_eq!(parse::<Head>("# Title\n").unwrap_err().line, 1);
    }

    #[test]
    fn a_head_that_is_never_closed_is_named() {
        let fault = parse::<Head>("+++\ntitle = \"T\"\nBody").unwrap_err();
        assert!(fault.reason.contains("closing"), "{fault:?}");
    }

    #[test]
    fn an_unknown_key_is_named_with_its_line() {
        let fault = parse::<Head>("+++\ntitle = \"T\"\ntitel = \"T\"\n+++\nBody").unwrap_err();
        assert_eq!(fault.line, 3, "{fault:?}");
        assert!(fault.reason.contains("titel"), "{fault:?}");
    }

    #[test]
    fn a_value_of_the_wrong_kind_is_named_with_its_line() {
        let fault = parse::<Head>("+++\n\ntitle = 3\n+++\nBody").unwrap_err();
        assert_eq!(fault.line, 3, "{fault:?}");
    }

    #[test]
    fn a_file_without_text_is_refused() {
        assert!(parse::<Head>("+++\ntitle = \"T\"\n+++\n \n").is_err());
    }
}
