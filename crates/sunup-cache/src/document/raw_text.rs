//! Where the text of an element ends that is no markup (HTML, sections 13.2.5.2 to 13.2.5.31).

use super::markup::is_space;
use memchr::memchr;

/// The elements besides `script` whose text ends at their end tag and nowhere else.
const ELEMENTS: [&str; 7] = [
    "style", "title", "textarea", "iframe", "xmp", "noembed", "noframes",
];

/// Where the text ends that begins at `start` in an element of this name: at its end tag, at the
/// end of the document, or at once where the text is markup.
pub(super) fn end(html: &[u8], start: usize, name: &[u8]) -> usize {
    let is = |known: &str| name.eq_ignore_ascii_case(known.as_bytes());
    let text = &html[start..];
    let length = if is("script") {
        script(text)
    } else if ELEMENTS.into_iter().any(is) {
        let mut ends = signs(text).filter(|at| names(&text[*at..], b"</", name));
        ends.next().unwrap_or(text.len())
    } else {
        0
    };
    start + length
}

/// A `<!--` in a script makes `<script>` open a second level, from which `</script>` only returns.
fn script(text: &[u8]) -> usize {
    let mut escaped_until = 0;
    let mut twice = false;
    for at in signs(text) {
        let rest = &text[at..];
        // The escape ends at `-->`, whose dashes may be those of the `<!--`.
        if at >= escaped_until {
            twice = false;
            if rest.starts_with(b"<!--") {
                let end = memchr::memmem::find(&rest[2..], b"-->");
                escaped_until = end.map_or(usize::MAX, |end| at + 2 + end);
                continue;
            }
        }
        let escaped = at < escaped_until;
        if names(rest, b"</", b"script") {
            if !twice {
                return at;
            }
            twice = false;
        } else if escaped && names(rest, b"<", b"script") {
            twice = true;
        }
    }
    text.len()
}

/// The places of all `<`.
fn signs(text: &[u8]) -> impl Iterator<Item = usize> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let found = at + memchr(b'<', text.get(at..)?)?;
        at = found + 1;
        Some(found)
    })
}

/// Whether a tag of this name begins here.
fn names(text: &[u8], sign: &[u8], name: &[u8]) -> bool {
    let Some(rest) = text.strip_prefix(sign) else {
        return false;
    };
    let (Some(found), Some(after)) = (rest.get(..name.len()), rest.get(name.len())) else {
        return false;
    };
    found.eq_ignore_ascii_case(name) && (is_space(*after) || matches!(after, b'/' | b'>'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn script_text(html: &str) -> &str {
        &html[..end(html.as_bytes(), 0, b"script")]
    }

    #[test]
    fn a_script_ends_at_its_end_tag() {
        assert_eq!(script_text("a</script>b"), "a");
        assert_eq!(script_text("a</SCRIPT\n>b"), "a");
        assert_eq!(script_text("a</scripts></script>"), "a</scripts>");
        assert_eq!(script_text("'<script>'</script>"), "'<script>'");
        assert_eq!(script_text("<!-- a </script>-->"), "<!-- a ");
    }

    #[test]
    fn a_script_in_an_escaped_script_has_an_end_of_its_own() {
        let whole = "<!--<script></script>--></script>";
        assert_eq!(script_text(whole), "<!--<script></script>-->");
        assert_eq!(script_text("<!--<script>--></script>"), "<!--<script>-->");
        assert_eq!(script_text("<!--><script></script>"), "<!--><script>");
        assert_eq!(
            script_text("<!--<script></script></script>"),
            "<!--<script></script>"
        );
    }

    #[test]
    fn markup_is_no_text() {
        assert_eq!(end(b"a</p>", 0, b"p"), 0);
        assert_eq!(end(b"a<b></Title>", 0, b"title"), 4);
    }
}
