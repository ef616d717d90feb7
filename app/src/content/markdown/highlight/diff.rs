//! Differences between two versions.

use super::{kind::Kind, measure::line, scanner::Scanner};

pub(super) fn scan(code: &mut Scanner<'_>) {
    while code.peek().is_some() {
        let rest = code.rest();
        let text = &rest[..line(rest)];
        let kind = if ["+++", "---", "diff ", "index "]
            .iter()
            .any(|sign| text.starts_with(sign))
        {
            Kind::Comment
        } else if text.starts_with("@@") {
            Kind::Meta
        } else if text.starts_with('+') {
            Kind::Inserted
        } else if text.starts_with('-') {
            Kind::Deleted
        } else {
            Kind::Plain
        };
        if !text.is_empty() {
            code.mark(kind, text.len());
        }
        code.plain();
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::shown;

    #[test]
    fn each_line_says_what_happened_to_it() {
        assert_eq!(
            shown("diff", "--- a/x\n@@ -1 +1 @@\n-old\n+new\n same"),
            "comment[--- a/x]\nmeta[@@ -1 +1 @@]\ndeleted[-old]\ninserted[+new]\n same"
        );
    }
}
