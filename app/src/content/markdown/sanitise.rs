//! What may stand in a text. Everything else is dropped, not escaped.

use ammonia::Builder;
use std::{borrow::Cow, sync::LazyLock};

/// How often a text is cleaned until nothing changes any more. Dropping an element can change how a
/// parser nests its neighbours; the second pass sees the text as a browser will.
const PASSES: usize = 4;

/// Elements without attributes of their own. No `article`, `nav` or `main`: the outline of the page
/// is the page's. None that HTML calls obsolete.
const TAGS: [&str; 55] = [
    "a",
    "abbr",
    "b",
    "bdi",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "samp",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "u",
    "ul",
    "var",
    "wbr",
];

/// Elements whose content goes with them: a browser does not read it as text of the page.
const SWALLOWED: [&str; 16] = [
    "iframe",
    "math",
    "noembed",
    "noframes",
    "noscript",
    "object",
    "plaintext",
    "script",
    "select",
    "style",
    "svg",
    "template",
    "textarea",
    "title",
    "video",
    "xmp",
];

static SANITISER: LazyLock<Builder<'static>> = LazyLock::new(sanitiser);

/// The HTML without whatever could run, load, submit, restyle or imitate the page.
pub(super) fn clean(html: &str) -> String {
    let mut clean = SANITISER.clean(html).to_string();
    for _ in 1..PASSES {
        let again = SANITISER.clean(&clean).to_string();
        if again == clean {
            break;
        }
        clean = again;
    }
    clean
}

fn sanitiser() -> Builder<'static> {
    let mut builder = Builder::empty();
    builder
        .tags(TAGS.into())
        .clean_content_tags(SWALLOWED.into())
        .generic_attributes(["lang"].into())
        .url_schemes(["http", "https", "mailto", "tel"].into())
        .add_tag_attributes("a", ["href", "title"])
        .add_tag_attributes("abbr", ["title"])
        .add_tag_attributes("dfn", ["title"])
        .add_tag_attributes("details", ["open"])
        .add_tag_attributes("img", ["src", "alt", "title"])
        .add_tag_attributes("ol", ["start"])
        .attribute_filter(|element, name, value| {
            let is_kept = match (element, name) {
                (_, "start") => value.parse::<i32>().is_ok(),
                ("sup", "class") => value == "footnote-reference",
                ("span", "class") => matches!(value, "task" | "task-done"),
                _ => true,
            };
            is_kept.then_some(Cow::Borrowed(value))
        })
        // What the later steps read: the language of code, the alignment of a cell, a place for
        // a note or for the box of a task.
        .add_tag_attributes("code", ["class"])
        .add_tag_attributes("th", ["style"])
        .add_tag_attributes("td", ["style"])
        .filter_style_properties(["text-align"].into())
        .add_tag_attributes("sup", ["class"])
        .add_tag_attributes("span", ["class"])
        .link_rel(None);
    builder
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn what_is_no_text_goes_with_its_content() {
        for html in [
            "<script>alert(1)</script>",
            "<style>*{display:none}</style>",
            "<svg><text>x</text></svg>",
            "<iframe>x</iframe>",
            "<textarea>x</textarea>",
            "<template><b>x</b></template>",
        ] {
            assert_eq!(clean(&format!("a{html}b")), "ab", "{html}");
        }
    }

    #[test]
    fn an_unknown_element_leaves_its_text() {
        assert_eq!(clean("<center>a <font>b</font></center>"), "a b");
    }

    #[test]
    fn an_author_gives_neither_ids_nor_roles_nor_looks() {
        let html = "<p id=\"main\" class=\"site-header\" style=\"position:fixed\" role=\"alert\" \
                    tabindex=\"1\" aria-hidden=\"true\" data-theme=\"dark\">x</p>";
        assert_eq!(clean(html), "<p>x</p>");
    }

    #[test]
    fn a_list_starts_at_a_number_only() {
        assert_eq!(clean("<ol start=\"3\"></ol>"), "<ol start=\"3\"></ol>");
        assert_eq!(clean("<ol start=\"three\"></ol>"), "<ol></ol>");
    }

    #[test]
    fn a_cleaned_text_is_not_cleaned_further() {
        for html in [
            "<p><button><table><tr><td>x",
            "<b><p>x</b>y</p>",
            "<a href=/a><table><a href=/b>x</a></table></a>",
            "<select><p><table><select></p>",
        ] {
            let once = clean(html);
            assert_eq!(clean(&once), once, "{html}");
        }
    }
}
