//! What holds for any text at all.

use super::{cases, html, rendered, rules::violations};
use proptest::prelude::*;

/// Pieces that mean something to Markdown or to HTML, and what lies between them.
fn piece() -> impl Strategy<Value = String> {
    let markdown = prop::sample::select(vec![
        "# ",
        "## ",
        "### ",
        "#### ",
        "\n\n",
        "\n",
        "- ",
        "- [x] ",
        "1. ",
        "7) ",
        "> ",
        "    ",
        "\t",
        "```rust\n",
        "```\n",
        "~~~\n",
        "`",
        "``",
        "*",
        "**",
        "_",
        "~~",
        "[",
        "](",
        ")",
        "![",
        "](/a.svg \"t\")",
        "](https://example.org)",
        "](javascript:x)",
        "[^a]",
        "[^a]: ",
        "[^b]: ",
        "[r]: /x\n",
        "| a | b |\n",
        "|---|--:|\n",
        "|",
        "---\n",
        "===\n",
        "\\",
        "&amp;",
        "&#x3c;",
        "<!--",
        "-->",
        "<https://x.y>",
    ]);
    let element = prop::sample::select(vec![
        "a",
        "a href=/x",
        "a href=javascript:x",
        "b",
        "blockquote",
        "br",
        "button",
        "caption",
        "center",
        "code",
        "code class=language-rust",
        "dd",
        "details",
        "div",
        "dl",
        "figure",
        "form",
        "h1",
        "h2",
        "h3",
        "iframe",
        "img src=/a.svg title=t",
        "input",
        "label",
        "li",
        "math",
        "mtext",
        "nobr",
        "ol",
        "option",
        "p",
        "pre",
        "script",
        "select",
        "section",
        "span",
        "span class=task",
        "style",
        "summary",
        "sup class=footnote-reference",
        "svg",
        "foreignObject",
        "table",
        "tbody",
        "td",
        "template",
        "textarea",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
    ]);
    let tag = (element, any::<bool>()).prop_map(|(element, is_end)| {
        let name = element.split(' ').next().unwrap_or_default();
        if is_end {
            format!("</{name}>")
        } else {
            format!("<{element}>")
        }
    });
    prop_oneof![
        3 => markdown.prop_map(str::to_owned),
        3 => tag,
        2 => "[a-cA-C1 ]{1,4}",
        1 => "\\PC{1,3}",
    ]
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn any_text_becomes_sound_html(text in any::<String>()) {
        let html = html(&text);
        prop_assert_eq!(violations(&html), Vec::<String>::new(), "{}", html);
    }

    #[test]
    fn any_mixture_of_marks_becomes_sound_html(pieces in prop::collection::vec(piece(), 0..40)) {
        let html = html(&pieces.concat());
        prop_assert_eq!(violations(&html), Vec::<String>::new(), "{}", html);
    }

    #[test]
    fn anchors_stay_when_the_text_around_them_changes(
        title in "[a-zA-Zäé!? ]{1,30}",
        before in "[a-z ]{0,20}",
    ) {
        let alone = rendered(&format!("## x{title}\n")).toc;
        let among = rendered(&format!("{before}\n\n- a\n\n## x{title}\n\nafter\n\n## Other 7\n")).toc;
        prop_assert_eq!(alone.first(), among.first());
    }

    #[test]
    fn contents_point_at_headings_that_exist(pieces in prop::collection::vec(piece(), 0..40)) {
        let rendered = rendered(&pieces.concat());
        for heading in rendered.toc {
            let id = format!("<h{} id=\"{}\">", heading.level, heading.anchor);
            prop_assert_eq!(rendered.html.matches(&id).count(), 1, "{}", id);
            prop_assert!(!heading.text.is_empty());
        }
    }

    #[test]
    fn every_link_within_a_text_has_its_place(pieces in prop::collection::vec(piece(), 0..40)) {
        let html = html(&pieces.concat());
        for link in html.split(" href=\"#").skip(1) {
            let target = link.split('"').next().unwrap_or_default();
            prop_assert!(html.contains(&format!(" id=\"{target}\"")), "{}: {}", target, html);
        }
    }
}

#[test]
fn a_text_that_nests_without_an_end_is_rendered() {
    for part in [
        "> ",
        "- ",
        "<b>",
        "<b x=1>",
        "<div>",
        "<table><tr><td>",
        "[",
        "*a ",
        "<a><p>",
    ] {
        let html = html(&part.repeat(20_000));
        assert_eq!(violations(&html), Vec::<String>::new(), "{part}");
    }
}
