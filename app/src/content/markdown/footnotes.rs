//! Notes: references with a number in the text, the notes in one list below it, and ways back.
//!
//! Markdown lets an author write a note anywhere. What is read is numbered in the order of the
//! references; a note that nothing refers to is left out.

use super::markup::{Tag, Token, depth_after, end_of};
use crate::t;
use pulldown_cmark::{CowStr, Event, Tag as Markdown, TagEnd};
use std::collections::HashMap;

const REFERENCE: &str = "footnote-reference";

/// An arrow as a letter of the text, not as a picture.
const ARROW: &str = "\u{21a9}\u{fe0e}";

/// The events of a text, its references marked, and those of each of its notes.
pub(super) struct Split<'a> {
    pub(super) body: Vec<Event<'a>>,
    pub(super) notes: Vec<Vec<Event<'a>>>,
}

/// Takes the notes out of a text.
pub(super) fn split<'a>(events: impl Iterator<Item = Event<'a>>) -> Split<'a> {
    let mut body = Vec::new();
    let mut written: HashMap<CowStr<'a>, Vec<Event<'a>>> = HashMap::new();
    let mut open: Vec<(CowStr<'a>, Vec<Event<'a>>)> = Vec::new();
    for event in events {
        match event {
            Event::Start(Markdown::FootnoteDefinition(label)) => open.push((label, Vec::new())),
            Event::End(TagEnd::FootnoteDefinition) => {
                if let Some((label, events)) = open.pop() {
                    // Of two notes with one label the first counts, as with links.
                    written.entry(label).or_insert(events);
                }
            }
            event => match open.last_mut() {
                Some((_, events)) => events.push(event),
                None => body.push(event),
            },
        }
    }
    let mut order = Vec::new();
    let body = numbered(body, &written, &mut order);
    let mut notes = Vec::new();
    // A note may refer to further ones, which grow the list.
    while let Some(label) = order.get(notes.len()) {
        let events = written.get(label).cloned().unwrap_or_default();
        notes.push(numbered(events, &written, &mut order));
    }
    Split { body, notes }
}

fn numbered<'a>(
    events: Vec<Event<'a>>,
    written: &HashMap<CowStr<'a>, Vec<Event<'a>>>,
    order: &mut Vec<CowStr<'a>>,
) -> Vec<Event<'a>> {
    let mut pictures = 0_usize;
    let mut numbered = Vec::with_capacity(events.len());
    for event in events {
        match &event {
            Event::Start(Markdown::Image { .. }) => pictures += 1,
            Event::End(TagEnd::Image) => pictures = pictures.saturating_sub(1),
            _ => {}
        }
        let Event::FootnoteReference(label) = event else {
            numbered.push(event);
            continue;
        };
        if !written.contains_key(&label) {
            numbered.push(Event::Text(format!("[^{label}]").into()));
        } else if pictures == 0 {
            let known = order.iter().position(|other| *other == label);
            let index = known.unwrap_or_else(|| {
                order.push(label);
                order.len() - 1
            });
            let html = format!("<sup class=\"{REFERENCE}\">{}</sup>", index + 1);
            numbered.push(Event::InlineHtml(html.into()));
        }
        // The description of a picture is text only: it refers to nothing.
    }
    numbered
}

/// Whether an element holds the number of a note.
pub(super) fn is_reference(tag: &Tag) -> bool {
    tag.name == "sup" && tag.get("class") == Some(REFERENCE)
}

/// Puts the notes below the text and links both ways.
pub(super) fn join(body: Vec<Token>, notes: Vec<Vec<Token>>) -> Vec<Token> {
    // How often each note has been referred to.
    let mut places = vec![0; notes.len()];
    let mut tokens = linked(body, &mut places);
    let notes: Vec<Vec<Token>> = notes
        .into_iter()
        .map(|note| linked(note, &mut places))
        .collect();
    if notes.is_empty() {
        return tokens;
    }
    tokens.extend([
        Token::Start(
            Tag::new("section")
                .with("class", "footnotes")
                .with("role", "doc-endnotes")
                .with("aria-label", t::text::notes_aria_label()),
        ),
        Token::Start(Tag::new("ol")),
    ]);
    for ((number, mut note), places) in (1..).zip(notes).zip(places) {
        let id = format!("fn_{number}");
        tokens.push(Token::Start(Tag::new("li").with("id", id)));
        let ways_back = (1..=places).flat_map(|place| way_back(number, place));
        let end = note.iter().rposition(|token| !token.is_blank());
        let end = end.filter(|&end| note[end].ends("p")).unwrap_or(note.len());
        note.splice(end..end, ways_back);
        tokens.append(&mut note);
        tokens.push(Token::end("li"));
    }
    tokens.extend([Token::end("ol"), Token::end("section")]);
    tokens
}

/// Makes links of the numbers. Within a link a number stays a number.
fn linked(tokens: Vec<Token>, places: &mut [usize]) -> Vec<Token> {
    let mut linked = Vec::with_capacity(tokens.len());
    let mut links = 0;
    let mut index = 0;
    while index < tokens.len() {
        links = depth_after(&tokens[index], "a", links);
        if let Token::Start(tag) = &tokens[index]
            && is_reference(tag)
            && let Some(end) = end_of(&tokens, index)
        {
            linked.extend(reference(&tokens[index + 1..end], links > 0, places));
            index = end + 1;
            continue;
        }
        linked.push(tokens[index].clone());
        index += 1;
    }
    linked
}

fn reference(content: &[Token], in_link: bool, places: &mut [usize]) -> Vec<Token> {
    let number = match content {
        [Token::Text(text)] => text.parse::<usize>().unwrap_or(0),
        _ => 0,
    };
    let place = number.checked_sub(1).and_then(|note| places.get_mut(note));
    let mut tokens = vec![Token::Start(Tag::new("sup").with("class", REFERENCE))];
    match place {
        Some(place) if !in_link => {
            *place += 1;
            let link = Tag::new("a")
                .with("id", place_id(number, *place))
                .with("href", format!("#fn_{number}"))
                .with("role", "doc-noteref")
                .with("aria-label", t::text::note_aria_label(number));
            tokens.extend([
                Token::Start(link),
                Token::Text(number.to_string()),
                Token::end("a"),
            ]);
        }
        _ => tokens.extend_from_slice(content),
    }
    tokens.push(Token::end("sup"));
    tokens
}

fn way_back(note: usize, place: usize) -> [Token; 4] {
    let label = match place {
        1 => t::text::back_aria_label(note),
        _ => t::text::back_to_place_aria_label(note, place),
    };
    let link = Tag::new("a")
        .with("class", "footnote-back")
        .with("href", format!("#{}", place_id(note, place)))
        .with("role", "doc-backlink")
        .with("aria-label", label);
    [
        Token::text(" "),
        Token::Start(link),
        Token::text(ARROW),
        Token::end("a"),
    ]
}

/// Ids of ours have an underscore, which the anchor of a heading never has.
fn place_id(note: usize, place: usize) -> String {
    format!("fnref_{note}_{place}")
}

#[cfg(test)]
mod tests {
    use super::super::tests::html;

    #[test]
    fn notes_stand_below_the_text_in_the_order_of_their_references() {
        let html = html("[^b]: Bee\n\nOne[^a], two[^b].\n\n[^a]: Ay\n\n[^c]: Sea\n");
        let (text, notes) = html
            .split_once("<section class=\"footnotes\"")
            .expect("notes");
        assert!(
            text.contains("One<sup class=\"footnote-reference\"><a"),
            "{text}"
        );
        assert!(notes.contains("<li id=\"fn_1\"><p>Ay "), "{notes}");
        assert!(notes.contains("<li id=\"fn_2\"><p>Bee "), "{notes}");
        assert!(!notes.contains("Sea"), "nothing refers to it: {notes}");
    }

    #[test]
    fn a_note_leads_back_to_every_place_that_refers_to_it() {
        let html = html("One[^a], two[^a].\n\n[^a]: Note\n");
        for part in [
            "id=\"fnref_1_1\" href=\"#fn_1\"",
            "id=\"fnref_1_2\" href=\"#fn_1\"",
            "href=\"#fnref_1_1\" role=\"doc-backlink\" aria-label=\"Back to the text, note 1\"",
            "href=\"#fnref_1_2\" role=\"doc-backlink\" aria-label=\"Back to the text, note 1, place 2\"",
        ] {
            assert!(html.contains(part), "{part}: {html}");
        }
    }

    #[test]
    fn a_note_may_refer_to_a_note_and_to_itself() {
        let html = html("One[^a].\n\n[^a]: See[^b], and here[^a]\n\n[^b]: Bee\n");
        assert_eq!(html.matches("<li id=\"fn_").count(), 2, "{html}");
        assert_eq!(html.matches("id=\"fnref_1_").count(), 2, "{html}");
    }

    #[test]
    fn a_reference_without_a_note_is_what_was_written() {
        assert!(html("One[^a].").contains("One[^a]."));
    }

    #[test]
    fn a_reference_within_a_link_is_a_number() {
        let html = html("<a href=/x>One[^a]</a>\n\n[^a]: Note\n");
        assert!(
            html.contains("<sup class=\"footnote-reference\">1</sup></a>"),
            "{html}"
        );
    }

    #[test]
    fn a_number_of_no_note_links_nowhere() {
        let html = html("a<sup class=\"footnote-reference\">7</sup>");
        assert!(!html.contains("<a"), "{html}");
    }
}
