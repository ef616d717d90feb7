//! Writes the placeholders of Leptos the way the standard spells an empty comment.
//!
//! Leptos prints `<!>` where hydration needs a comment node. Parsers of browsers make an empty
//! comment of it and call it an error; `<!---->` is the same node without the error.

use memchr::{memchr, memchr_iter, memchr2, memmem};

/// Appends `markup` to `out` with every `<!>` written as `<!---->`.
///
/// Only where a parser would make a comment of it: tags, comments and the content of elements that
/// hold text alone are copied as they are. `markup` begins outside of all of them.
pub(super) fn spell_out(markup: &[u8], out: &mut Vec<u8>) {
    // How far `markup` is read, and how far it is copied.
    let (mut at, mut copied) = (0, 0);
    while let Some(found) = memchr(b'<', &markup[at..]) {
        let start = at + found;
        let rest = &markup[start..];
        if rest.starts_with(PLACEHOLDER) {
            out.extend_from_slice(&markup[copied..start]);
            out.extend_from_slice(b"<!---->");
            at = start + PLACEHOLDER.len();
            copied = at;
        } else {
            at = start + length(rest);
        }
    }
    out.extend_from_slice(&markup[copied..]);
}

const PLACEHOLDER: &[u8] = b"<!>";

/// Elements whose content is text to a parser, whatever is in it.
const TEXT_ONLY: [&[u8]; 8] = [
    b"script",
    b"style",
    b"textarea",
    b"title",
    b"iframe",
    b"noembed",
    b"noframes",
    b"xmp",
];

/// Bytes from the `<` at the start of `rest` to where markup goes on.
fn length(rest: &[u8]) -> usize {
    match rest.get(1) {
        Some(b'!') if rest.starts_with(b"<!--") => comment(rest),
        Some(b'!' | b'?') => after(memchr(b'>', rest), rest),
        Some(b'/') if rest.get(2).is_some_and(u8::is_ascii_alphabetic) => tag(rest),
        Some(b'/') => after(memchr(b'>', rest), rest),
        Some(letter) if letter.is_ascii_alphabetic() => {
            let tag = tag(rest);
            let name = name(&rest[1..tag]);
            TEXT_ONLY
                .iter()
                .find(|element| element.eq_ignore_ascii_case(name))
                .map_or(tag, |element| tag + text(&rest[tag..], element))
        }
        // A `<` that begins nothing is text.
        _ => 1,
    }
}

/// Bytes of the comment at the start of `rest`. The dashes that open `<!-->` and `<!--->` end them
/// as well.
fn comment(rest: &[u8]) -> usize {
    let end = memchr_iter(b'>', rest).find(|end| {
        // The `<!` is left out, the dashes behind it are not.
        let before = &rest[2..*end];
        before.ends_with(b"--") || before[2..].ends_with(b"--!")
    });
    after(end, rest)
}

/// Bytes of the tag at the start of `rest`. A `>` in the value of an attribute does not end it.
fn tag(rest: &[u8]) -> usize {
    let mut at = 1;
    while let Some(found) = memchr2(b'>', b'=', &rest[at..]) {
        at += found + 1;
        if rest[at - 1] == b'>' {
            return at;
        }
        let blank = rest[at..]
            .iter()
            .take_while(|byte| byte.is_ascii_whitespace());
        at += blank.count();
        if let Some(quote @ (b'"' | b'\'')) = rest.get(at) {
            let Some(end) = memchr(*quote, &rest[at + 1..]) else {
                return rest.len();
            };
            at += end + 2;
        }
    }
    rest.len()
}

/// The name at the start of a tag without its `<`.
fn name(tag: &[u8]) -> &[u8] {
    let is_end = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>');
    &tag[..tag.iter().position(is_end).unwrap_or(tag.len())]
}

/// Bytes before the tag that ends `element`, which holds text.
fn text(content: &[u8], element: &[u8]) -> usize {
    memmem::find_iter(content, b"</")
        .find(|end| name(&content[end + 2..]).eq_ignore_ascii_case(element))
        .unwrap_or(content.len())
}

/// What follows a `>` that was found; all of `rest` where there is none.
fn after(found: Option<usize>, rest: &[u8]) -> usize {
    found.map_or(rest.len(), |end| end + 1)
}

#[cfg(test)]
mod tests {
    use super::spell_out;

    fn spelled(markup: &str) -> String {
        let mut out = b"before".to_vec();
        spell_out(markup.as_bytes(), &mut out);
        let out = String::from_utf8(out).expect("UTF-8 stays UTF-8");
        out.strip_prefix("before").expect("an end").to_owned()
    }

    #[test]
    fn placeholders_are_written_as_empty_comments() {
        for (markup, expected) in [
            ("<!>", "<!---->"),
            ("<!><!>", "<!----><!---->"),
            ("<p>a<!>b</p>", "<p>a<!---->b</p>"),
            (
                "<!DOCTYPE html><html><!></html>",
                "<!DOCTYPE html><html><!----></html>",
            ),
            (
                "<br/><!><p hidden><!>é</p>",
                "<br/><!----><p hidden><!---->é</p>",
            ),
            ("1 < 2<!>", "1 < 2<!---->"),
            ("</><!>", "</><!---->"),
            (
                "<styled-box><!></styled-box>",
                "<styled-box><!----></styled-box>",
            ),
            ("<pre>\n<!>\n</pre>", "<pre>\n<!---->\n</pre>"),
        ] {
            assert_eq!(spelled(markup), expected, "{markup}");
        }
    }

    #[test]
    fn text_in_elements_that_hold_text_stays_as_it_is() {
        for element in [
            "script", "style", "textarea", "title", "iframe", "xmp", "SCRIPT",
        ] {
            let markup = format!("<{element} a='>'>\"<!>\" < </b> </{element}x></{element} >");
            assert_eq!(spelled(&markup), markup);
            assert_eq!(spelled(&format!("{markup}<!>")), format!("{markup}<!---->"));
        }
    }

    #[test]
    fn attributes_and_comments_stay_as_they_are() {
        for markup in [
            r#"<a title="<!>">"#,
            r#"<a title = '<!>" <!>'>"#,
            r#"<a b=c title="><!>" d>"#,
            "<!-- <!> -->",
            "<!-- > <!> --!>",
            "<!--!> <!> -->",
            "<!--->",
            "<!-->",
            "<!---->",
            "<!--bo-a::b-->",
            "<!---!> <!> -->",
        ] {
            assert_eq!(spelled(markup), markup);
            assert_eq!(spelled(&format!("{markup}<!>")), format!("{markup}<!---->"));
        }
    }

    #[test]
    fn a_quote_outside_of_a_value_opens_nothing() {
        assert_eq!(spelled("<p a\"><!>"), "<p a\"><!---->");
        assert_eq!(spelled("<p a=b\"><!>"), "<p a=b\"><!---->");
        assert_eq!(spelled("<p>it's<!>"), "<p>it's<!---->");
    }

    #[test]
    fn what_never_ends_is_copied_whole() {
        for markup in [
            "",
            "<",
            "<!",
            "<!-",
            "<!--",
            "<!-- <!>",
            "<a",
            "<a b=",
            "<a b=\"<!>",
            "<script><!>",
            "<script",
            "</",
            "</a",
            "<?",
            "plain",
        ] {
            assert_eq!(spelled(markup), markup);
        }
    }
}
