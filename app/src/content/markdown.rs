//! Markdown to HTML that is safe to put into a page.

use crate::pages::Heading;
use ammonia::Builder;
use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};
use std::collections::HashSet;

/// Words a practised reader takes in per minute of technical prose.
const WORDS_PER_MINUTE: usize = 220;

/// A rendered text.
pub(super) struct Rendered {
    /// Sanitised: whatever the Markdown held, this runs no script.
    pub(super) html: String,
    /// The headings of level 2 and 3, in order.
    pub(super) toc: Vec<Heading>,
    /// The text without markup, for search.
    pub(super) text: String,
    pub(super) words: usize,
    /// At least 1.
    pub(super) reading_minutes: usize,
}

/// Renders CommonMark with tables, footnotes, strike-through and task lists. Headings get an `id`
/// and start at level 2: the page's title is its level 1.
pub(super) fn render(markdown: &str) -> Rendered {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    let mut words = 0;
    let mut plain = String::new();
    let mut labelled = false;
    let mut events = Vec::new();
    for event in Parser::new_ext(markdown, options) {
        if let Event::Text(text) | Event::Code(text) = &event {
            words += text.split_whitespace().count();
            plain.push_str(text);
        } else {
            plain.push(' ');
        }
        match event {
            // The text of a task belongs to its box, for screen readers and for a larger target.
            Event::TaskListMarker(_) => {
                labelled = true;
                events.extend([Event::Html("<label>".into()), event]);
            }
            Event::End(TagEnd::Item | TagEnd::Paragraph) | Event::Start(Tag::List(_))
                if labelled =>
            {
                labelled = false;
                events.extend([Event::Html("</label>".into()), event]);
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                events.push(Event::InlineHtml(link(&dest_url).into()));
            }
            Event::End(TagEnd::Link) => events.push(Event::InlineHtml("</a>".into())),
            event => events.push(event),
        }
    }
    let toc = name_headings(&mut events);
    let mut unsafe_html = String::with_capacity(markdown.len() * 3 / 2);
    html::push_html(&mut unsafe_html, events.into_iter());
    Rendered {
        html: scrollable(&sanitiser().clean(&unsafe_html).to_string()),
        toc,
        text: plain,
        words,
        reading_minutes: words.div_ceil(WORDS_PER_MINUTE).max(1),
    }
}

/// The start of a link. Files of the site are `external` to the router, which would look for a page
/// of that name; other sites learn neither our window nor where their visitors come from.
fn link(address: &str) -> String {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let is_file = path
        .rsplit('/')
        .next()
        .is_some_and(|name| name.contains('.'));
    let rel = match (address.contains("://"), is_file && path.starts_with('/')) {
        (true, _) => " rel=\"noopener noreferrer\"",
        (false, true) => " rel=\"external\"",
        (false, false) => "",
    };
    let href = address
        .replace('&', "&amp;")
        .replace('"', "&quot;")
        .replace('<', "&lt;");
    format!("<a href=\"{href}\"{rel}>")
}

/// Lets the keyboard scroll wide code. In sanitised HTML `<pre>` is always the element.
fn scrollable(html: &str) -> String {
    html.replace("<pre>", "<pre tabindex=\"0\">")
}

/// Gives each heading the `id` that links point at, unique in the text, and moves `#` to level 2.
fn name_headings(events: &mut [Event<'_>]) -> Vec<Heading> {
    let mut taken = HashSet::new();
    let mut toc = Vec::new();
    for start in 0..events.len() {
        if !matches!(events[start], Event::Start(Tag::Heading { .. })) {
            continue;
        }
        let mut text = String::new();
        for event in &events[start + 1..] {
            match event {
                Event::Text(part) | Event::Code(part) => text.push_str(part),
                Event::End(TagEnd::Heading(_)) => break,
                _ => {}
            }
        }
        let anchor = unique(anchor(&text), &mut taken);
        if let Event::Start(Tag::Heading { level, id, .. }) = &mut events[start] {
            *level = (*level).max(HeadingLevel::H2);
            if *level <= HeadingLevel::H3 {
                toc.push(Heading {
                    level: *level as u8,
                    anchor: anchor.clone(),
                    text,
                });
            }
            *id = Some(CowStr::from(anchor));
        }
        let end = events[start..]
            .iter_mut()
            .find(|event| matches!(event, Event::End(TagEnd::Heading(_))));
        if let Some(Event::End(TagEnd::Heading(level))) = end {
            *level = (*level).max(HeadingLevel::H2);
        }
    }
    toc
}

/// Letters and digits in lower case, joined by hyphens.
fn anchor(text: &str) -> String {
    let words: Vec<String> = text
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    if words.is_empty() {
        "section".to_owned()
    } else {
        words.join("-")
    }
}

fn unique(name: String, taken: &mut HashSet<String>) -> String {
    let mut candidate = name.clone();
    let mut number = 2;
    while !taken.insert(candidate.clone()) {
        candidate = format!("{name}-{number}");
        number += 1;
    }
    candidate
}

/// What may stand in a rendered text. Everything else is dropped, not escaped.
fn sanitiser() -> Builder<'static> {
    let mut builder = Builder::default();
    builder
        .add_tags(["input", "label", "section"])
        .add_tag_attributes("code", ["class"])
        .add_tag_attributes("div", ["class", "id"])
        .add_tag_attributes("sup", ["class"])
        .add_tag_attributes("a", ["class", "rel"])
        .add_tag_attributes("img", ["loading"])
        .add_tag_attributes("th", ["style"])
        .add_tag_attributes("td", ["style"])
        .filter_style_properties(["text-align"].into())
        .add_tag_attribute_values("input", "type", ["checkbox"])
        .add_tag_attributes("input", ["checked", "disabled"])
        .link_rel(None);
    for heading in ["h2", "h3", "h4", "h5", "h6"] {
        builder.add_tag_attributes(heading, ["id"]);
    }
    builder
}

#[cfg(test)]
mod tests {
    use super::render;

    #[test]
    fn a_script_does_not_survive() {
        let html = render("Hi <script>alert(1)</script> <img src=x onerror=alert(1)>").html;
        assert!(
            !html.contains("script") && !html.contains("onerror"),
            "{html}"
        );
    }

    #[test]
    fn a_link_with_a_script_address_does_not_survive() {
        let html = render("[x](javascript:alert(1))").html;
        assert!(!html.contains("javascript"), "{html}");
    }

    #[test]
    fn a_form_field_that_is_no_checkbox_does_not_survive() {
        let html = render("<input type=password name=p>").html;
        assert!(!html.contains("password"), "{html}");
    }

    #[test]
    fn links_to_pages_files_and_other_sites_are_told_apart() {
        let html =
            render("[p](/about) [f](/feed.xml) [o](https://example.org/a.b \"t\") [h](#x)").html;
        for link in [
            r#"<a href="/about">"#,
            r#"<a href="/feed.xml" rel="external">"#,
            r#"<a href="https://example.org/a.b" rel="noopener noreferrer">"#,
            r##"<a href="#x">"##,
        ] {
            assert!(html.contains(link), "{link}: {html}");
        }
    }

    #[test]
    fn headings_are_named_once_each() {
        let html = render("## The same\n\n## The same\n").html;
        assert!(html.contains(r#"<h2 id="the-same">"#), "{html}");
        assert!(html.contains(r#"<h2 id="the-same-2">"#), "{html}");
    }

    #[test]
    fn a_first_level_heading_leaves_level_one_to_the_title() {
        let html = render("# Top\n").html;
        assert!(
            html.contains("<h2") && html.contains("</h2>") && !html.contains("h1"),
            "{html}"
        );
    }

    #[test]
    fn tables_footnotes_tasks_and_languages_survive() {
        let html = render(
            "| a | b |\n|---|--:|\n| 1 | 2 |\n\n- [x] done\n\nNote[^1]\n\n[^1]: Here\n\n```rust\nfn f() {}\n```\n",
        )
        .html;
        for part in [
            "<table>",
            "text-align:right",
            "<label><input",
            "checkbox",
            "footnote",
            "language-rust",
        ] {
            assert!(
                html.contains(part) || html.contains(&part.replace(':', ": ")),
                "{part}: {html}"
            );
        }
    }

    #[test]
    fn the_shortest_text_takes_a_minute() {
        assert_eq!(render("One word").reading_minutes, 1);
        assert_eq!(render(&"word ".repeat(440)).reading_minutes, 2);
    }
}
