//! How deep a text may nest. A parser of HTML looks at everything that is open for every tag it
//! reads, and would take minutes for a text of nothing but `> > > >`.

use super::markup::{self, Token, is_void};

/// Deeper than anybody can follow.
const DEEPEST: usize = 48;

/// Elements whose end may be left out.
const IMPLIED: [&str; 9] = ["dd", "dt", "li", "p", "tbody", "td", "th", "thead", "tr"];

/// The same HTML, what is nested too deep without its tags.
pub(super) fn limit(html: &str) -> String {
    let mut open: Vec<String> = Vec::new();
    let mut tokens = markup::parse(html);
    tokens.retain(|token| match token {
        Token::Text(_) => true,
        Token::Start(tag) if is_void(&tag.name) => true,
        Token::Start(tag) => {
            close_implied(&mut open, &tag.name);
            let fits = open.len() < DEEPEST;
            if fits {
                open.push(tag.name.clone());
            }
            fits
        }
        // What was not opened, or left out above, has nothing to close.
        Token::End(name) => match open.iter().rposition(|other| other == name) {
            Some(index) => {
                open.truncate(index);
                true
            }
            None => false,
        },
    });
    markup::write(&tokens)
}

/// `<li>` ends the `<li>` before it, `<tr>` the `<td>` and the `<tr>`.
fn close_implied(open: &mut Vec<String>, name: &str) {
    if !IMPLIED.contains(&name) {
        return;
    }
    let ended = open
        .iter()
        .enumerate()
        .rev()
        .take_while(|(_, other)| IMPLIED.contains(&&***other))
        .find(|(_, other)| *other == name);
    if let Some((index, _)) = ended {
        open.truncate(index);
    }
}

#[cfg(test)]
mod tests {
    use super::limit;

    #[test]
    fn what_is_nested_too_deep_stays_as_text() {
        let html = limit(&format!("{}x{}", "<b>".repeat(60), "</b>".repeat(60)));
        assert_eq!(html.matches("<b>").count(), 48);
        assert_eq!(html.matches("</b>").count(), 48);
        assert!(html.contains('x'));
    }

    #[test]
    fn a_long_list_without_ends_is_not_deep() {
        for (one, tag) in [
            ("<li>a", "<li>"),
            ("<tr><td>a<td>b", "<td>"),
            ("<p>a", "<p>"),
        ] {
            let html = limit(&one.repeat(200));
            assert!(html.matches(tag).count() >= 200, "{tag}");
        }
    }

    #[test]
    fn what_a_script_says_opens_nothing() {
        assert_eq!(limit("<script>a<b </script>c"), "<script>a&lt;b </script>c");
        assert_eq!(limit("<svg/>c"), "<svg></svg>c");
    }
}
