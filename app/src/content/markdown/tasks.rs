//! Task lists: `- [x] done`. The text of a task is the label of its box, for screen readers and for
//! a larger target.

use super::markup::{Tag, Token, end_of};
use pulldown_cmark::{Event, Tag as Markdown, TagEnd};

const OPEN: &str = "task";
const DONE: &str = "task-done";

/// Marks what belongs to each box, in a way that survives the sanitiser.
pub(super) fn mark(events: Vec<Event<'_>>) -> Vec<Event<'_>> {
    let mut marked = Vec::with_capacity(events.len());
    let mut in_task = false;
    for event in events {
        match event {
            Event::TaskListMarker(is_done) => {
                in_task = true;
                let class = if is_done { DONE } else { OPEN };
                marked.push(Event::InlineHtml(
                    format!("<span class=\"{class}\">").into(),
                ));
            }
            Event::End(TagEnd::Item | TagEnd::Paragraph) | Event::Start(Markdown::List(_))
                if in_task =>
            {
                in_task = false;
                marked.extend([Event::InlineHtml("</span>".into()), event]);
            }
            event => marked.push(event),
        }
    }
    marked
}

/// Makes boxes with labels of the marks.
pub(super) fn label(mut tokens: Vec<Token>) -> Vec<Token> {
    for index in 0..tokens.len() {
        if is_done(&tokens[index]).is_some()
            && let Some(end) = end_of(&tokens, index)
        {
            tokens[end] = Token::end("label");
        }
    }
    let mut labelled = Vec::with_capacity(tokens.len());
    for token in tokens {
        let Some(is_done) = is_done(&token) else {
            labelled.push(token);
            continue;
        };
        let mut input = Tag::new("input")
            .with("type", "checkbox")
            .with("disabled", "");
        if is_done {
            input.set("checked", "");
        }
        labelled.extend([Token::Start(Tag::new("label")), Token::Start(input)]);
    }
    labelled
}

/// Whether a task is done; nothing when it is no task.
fn is_done(token: &Token) -> Option<bool> {
    match token {
        Token::Start(tag) if tag.name == "span" => match tag.get("class")? {
            OPEN => Some(false),
            DONE => Some(true),
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::html;

    #[test]
    fn the_text_of_a_task_is_the_label_of_its_box() {
        let html = html("- [x] done\n- [ ] open\n  - [ ] below\n");
        for part in [
            "<li><label><input type=\"checkbox\" disabled=\"\" checked=\"\">done</label></li>",
            "<li><label><input type=\"checkbox\" disabled=\"\">open</label>",
            "<li><label><input type=\"checkbox\" disabled=\"\">below</label></li>",
        ] {
            assert!(html.contains(part), "{part}: {html}");
        }
    }

    #[test]
    fn a_form_field_of_the_author_does_not_survive() {
        let html = html("<input type=password name=p> <label for=main>x</label>");
        assert!(
            !html.contains("<input") && !html.contains("<label"),
            "{html}"
        );
    }
}
