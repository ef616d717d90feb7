//! Tables: each in a box of its own that scrolls, also by keyboard, and headers that say what they
//! head.

use super::markup::{Tag, Token, depth_after, end_of, text};
use crate::t;

/// Frames every table.
pub(super) fn frame(tokens: Vec<Token>) -> Vec<Token> {
    let tokens = cells(tokens);
    let mut framed = Vec::with_capacity(tokens.len());
    let mut number = 0_usize;
    // How many tables are open: a table within a table scrolls with it.
    let mut depth = 0;
    for (index, token) in tokens.iter().enumerate() {
        depth = depth_after(token, "table", depth);
        if depth == 1 && token.starts("table") {
            number += 1;
            let end = end_of(&tokens, index).unwrap_or(index);
            let label = match &*subject(&tokens[index..end]) {
                "" => t::text::table_aria_label(number),
                subject => t::text::table_about_aria_label(number, subject),
            };
            // A section with a name is a region, which is what may take the focus to be scrolled.
            framed.push(Token::Start(
                Tag::new("section")
                    .with("class", "table-scroll")
                    .with("aria-label", label)
                    .with("tabindex", "0"),
            ));
        }
        framed.push(token.clone());
        if depth == 0 && token.ends("table") {
            framed.push(Token::end("section"));
        }
    }
    framed
}

/// What a table is about: its caption, or what its columns are called.
fn subject(table: &[Token]) -> String {
    let mut columns = Vec::new();
    for (index, token) in table.iter().enumerate() {
        let is_caption = token.starts("caption");
        let is_column = matches!(token, Token::Start(tag) if tag.get("scope") == Some("col"));
        if (is_caption || is_column)
            && let Some(end) = end_of(table, index)
        {
            let words = text(&table[index..end]).trim().to_owned();
            if is_caption {
                return words;
            }
            columns.push(words);
        }
    }
    columns.join(", ")
}

/// Says of each header what it heads, and aligns by classes instead of styles.
fn cells(mut tokens: Vec<Token>) -> Vec<Token> {
    let mut in_head = false;
    for index in 0..tokens.len() {
        in_head = (in_head || tokens[index].starts("thead")) && !tokens[index].ends("thead");
        let Token::Start(tag) = &tokens[index] else {
            continue;
        };
        if !matches!(&*tag.name, "th" | "td") {
            continue;
        }
        let Some(end) = end_of(&tokens, index) else {
            continue;
        };
        let is_header = tag.name == "th" && !text(&tokens[index..end]).trim().is_empty();
        let mut cell = Tag::new(if is_header { "th" } else { "td" });
        if is_header {
            cell.set("scope", if in_head { "col" } else { "row" });
        }
        if let Some(class) = tag.get("style").and_then(alignment) {
            cell.set("class", class);
        }
        // An empty corner heads nothing: it is a cell.
        tokens[end] = Token::end(&cell.name);
        tokens[index] = Token::Start(cell);
    }
    tokens
}

fn alignment(style: &str) -> Option<&'static str> {
    let (_, value) = style.split_once(':')?;
    match value.trim_matches([' ', ';']) {
        "center" => Some("align-center"),
        "right" => Some("align-end"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::html;

    #[test]
    fn a_table_scrolls_by_keyboard_and_has_a_name() {
        let html = html("| a | `b` |\n|---|--:|\n| 1 | 2 |\n");
        assert!(
            html.contains(
                "<section class=\"table-scroll\" aria-label=\"Table 1: a, b\" tabindex=\"0\"><table>"
            ),
            "{html}"
        );
        assert!(html.contains("</table></section>"), "{html}");
    }

    #[test]
    fn headers_say_what_they_head_and_cells_where_they_stand() {
        let html = html("| a | b |\n|:-:|--:|\n| 1 | 2 |\n\n<table><tr><th>r<td>v</table>\n");
        for part in [
            "<th scope=\"col\" class=\"align-center\">a</th>",
            "<th scope=\"col\" class=\"align-end\">b</th>",
            "<td class=\"align-end\">2</td>",
            "<th scope=\"row\">r</th>",
        ] {
            assert!(html.contains(part), "{part}: {html}");
        }
        assert!(!html.contains("style="), "{html}");
    }

    #[test]
    fn an_empty_corner_is_a_cell() {
        let html = html("| | b |\n|---|---|\n| 1 | 2 |\n");
        assert!(
            html.contains("<tr><td></td><th scope=\"col\">b</th></tr>"),
            "{html}"
        );
    }

    #[test]
    fn a_caption_names_its_table() {
        let html = html("<table><caption>All <b>of</b> it</caption><tr><td>1</table>");
        assert!(html.contains("aria-label=\"Table 1: All of it\""), "{html}");
    }
}
