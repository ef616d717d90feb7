//! Headings: an anchor each, a table of contents, and levels without gaps.

use super::{
    anchor::Anchors,
    markup::{Tag, Token, depth_after, end_of, is_inline, text},
};
use crate::pages::Heading;

/// What a text's headings became.
pub(super) struct Named {
    pub(super) tokens: Vec<Token>,
    /// Headings of level 2 and 3 that are not part of a list or a quotation.
    pub(super) toc: Vec<Heading>,
}

/// Levels begin at 2, below the page's title, and none is left out: who jumps from heading to
/// heading would look for what is missing. With `anchors` each heading gets its id and is a link to
/// itself, so that its address can be copied.
pub(super) fn name(tokens: Vec<Token>, with_anchors: bool) -> Named {
    let mut anchors = Anchors::new();
    let mut named = Named {
        tokens: Vec::with_capacity(tokens.len()),
        toc: Vec::new(),
    };
    // Levels as written, of the headings that the current place is below.
    let mut above: Vec<u8> = Vec::new();
    let mut containers = 0;
    let mut links = 0;
    let mut index = 0;
    while index < tokens.len() {
        let Some((written, end)) = heading(&tokens, index) else {
            containers = contained(&tokens[index], containers);
            links = depth_after(&tokens[index], "a", links);
            named.tokens.push(tokens[index].clone());
            index += 1;
            continue;
        };
        let content = line(&tokens[index + 1..end]);
        index = end + 1;
        let text = title(&content);
        if text.is_empty() {
            // Nothing to read, nothing to point at.
            continue;
        }
        above.retain(|level| *level < written);
        above.push(written);
        let level = u8::try_from(above.len() + 1).map_or(6, |level| level.min(6));
        let element = format!("h{level}");
        let mut tag = Tag::new(&element);
        if !with_anchors {
            named.tokens.push(Token::Start(tag));
            named.tokens.extend(content);
            named.tokens.push(Token::End(element));
            continue;
        }
        let anchor = anchors.name(&text);
        tag.set("id", &*anchor);
        named.tokens.push(Token::Start(tag));
        // Links do not nest.
        if links > 0 || content.iter().any(|token| token.starts("a")) {
            named.tokens.extend(content);
        } else {
            let link = Tag::new("a")
                .with("class", "heading-anchor")
                .with("href", format!("#{anchor}"));
            named.tokens.push(Token::Start(link));
            named.tokens.extend(content);
            named.tokens.push(Token::end("a"));
        }
        named.tokens.push(Token::End(element));
        if level <= 3 && containers == 0 {
            named.toc.push(Heading {
                level,
                anchor,
                text,
            });
        }
    }
    named
}

/// The level and the end of the heading that starts here.
fn heading(tokens: &[Token], start: usize) -> Option<(u8, usize)> {
    let Token::Start(tag) = &tokens[start] else {
        return None;
    };
    let level = match &*tag.name {
        "h1" => 1,
        "h2" => 2,
        "h3" => 3,
        "h4" => 4,
        "h5" => 5,
        "h6" => 6,
        _ => return None,
    };
    Some((level, end_of(tokens, start)?))
}

/// A heading is one line: what an author's HTML put into it as a block is not.
fn line(content: &[Token]) -> Vec<Token> {
    let is_kept = |token: &&Token| match token {
        Token::Start(tag) => is_inline(&tag.name),
        Token::End(name) => is_inline(name),
        Token::Text(_) => true,
    };
    content.iter().filter(is_kept).cloned().collect()
}

/// What a reader of the heading reads, without the numbers of notes.
fn title(content: &[Token]) -> String {
    let mut tokens = Vec::with_capacity(content.len());
    let mut index = 0;
    while index < content.len() {
        if let Token::Start(tag) = &content[index]
            && super::footnotes::is_reference(tag)
            && let Some(end) = end_of(content, index)
        {
            index = end + 1;
            continue;
        }
        tokens.push(content[index].clone());
        index += 1;
    }
    let words = text(&tokens);
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn contained(token: &Token, containers: usize) -> usize {
    let is_container = |name: &str| matches!(name, "blockquote" | "details" | "li" | "dd" | "td");
    match token {
        Token::Start(tag) if is_container(&tag.name) => containers + 1,
        Token::End(name) if is_container(name) => containers.saturating_sub(1),
        _ => containers,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{html, rendered};

    #[test]
    fn headings_are_named_once_each() {
        let html = html("## The same\n\n## The same\n");
        assert!(html.contains(r#"<h2 id="the-same">"#), "{html}");
        assert!(html.contains(r#"<h2 id="the-same-2">"#), "{html}");
    }

    #[test]
    fn a_first_level_heading_leaves_level_one_to_the_title() {
        let html = html("# Top\n");
        assert!(
            html.contains("<h2") && html.contains("</h2>") && !html.contains("h1"),
            "{html}"
        );
    }

    #[test]
    fn a_heading_is_a_link_to_itself_unless_it_holds_one() {
        let html = html("## Plain *words*\n\n## A [link](/x)\n");
        assert!(
            html.contains(
                "<a class=\"heading-anchor\" href=\"#plain-words\">Plain <em>words</em></a></h2>"
            ),
            "{html}"
        );
        assert!(
            html.contains("<h2 id=\"a-link\">A <a href=\"/x\">link</a></h2>"),
            "{html}"
        );
    }

    #[test]
    fn levels_are_never_left_out_and_siblings_stay_siblings() {
        let html = html("## a\n#### b\n#### c\n##### d\n## e\n# f\n");
        let levels: Vec<&str> = html.split("<h").skip(1).map(|rest| &rest[..1]).collect();
        assert_eq!(levels, ["2", "3", "3", "4", "2", "2"]);
    }

    #[test]
    fn the_contents_list_what_divides_the_text() {
        let text = "## One `x`[^n]\n\n### Two\n\n#### Three\n\n> ## Quoted\n\n<h2>Four</h2>\n\n## \n\n[^n]: N\n";
        let toc = rendered(text).toc;
        let toc: Vec<_> = toc
            .iter()
            .map(|one| (one.level, &*one.anchor, &*one.text))
            .collect();
        assert_eq!(
            toc,
            [
                (2, "one-x", "One x"),
                (3, "two", "Two"),
                (2, "four", "Four")
            ]
        );
    }

    #[test]
    fn an_empty_heading_is_left_out() {
        assert!(!html("##\n\ntext\n").contains("<h"));
    }
}
