//! Code: coloured where its language is known, and a box that the keyboard can scroll.

use super::{
    highlight::{self, Language, Piece},
    markup::{Tag, Token, end_of},
};
use crate::t;

/// Colours every block of code and takes away what authors wrote as its class.
pub(super) fn colour(tokens: Vec<Token>) -> Vec<Token> {
    let mut coloured = Vec::with_capacity(tokens.len());
    let mut index = 0;
    while index < tokens.len() {
        if let Some((language, code, next)) = block(&tokens, index) {
            push_block(&mut coloured, language, code);
            index = next;
            continue;
        }
        let mut token = tokens[index].clone();
        if let Token::Start(tag) = &mut token {
            match &*tag.name {
                "code" => drop(tag.take("class")),
                "pre" => *tag = frame(None),
                _ => {}
            }
        }
        coloured.push(token);
        index += 1;
    }
    coloured
}

/// A `<pre><code>` with nothing but text in it: its language, the text and what comes after it.
fn block(tokens: &[Token], start: usize) -> Option<(Option<&'static Language>, &str, usize)> {
    if !tokens[start].starts("pre") {
        return None;
    }
    let Token::Start(tag) = tokens.get(start + 1)? else {
        return None;
    };
    let end = end_of(tokens, start + 1).filter(|_| tag.name == "code")?;
    let code = match &tokens[start + 2..end] {
        [] => "",
        [Token::Text(code)] => code,
        _ => return None,
    };
    if !tokens.get(end + 1)?.ends("pre") {
        return None;
    }
    let class = tag.get("class").unwrap_or_default();
    let language = class.strip_prefix("language-").and_then(Language::named);
    Some((language, code, end + 2))
}

fn push_block(tokens: &mut Vec<Token>, language: Option<&'static Language>, code: &str) {
    let mut tag = Tag::new("code");
    if let Some(language) = language {
        tag.set("class", format!("language-{}", language.name));
    }
    tokens.extend([Token::Start(frame(language)), Token::Start(tag)]);
    match language {
        None => tokens.push(Token::text(code)),
        Some(language) => {
            for Piece { kind, text } in highlight::pieces(language, code) {
                match kind.class() {
                    None => tokens.push(Token::text(text)),
                    Some(class) => tokens.extend([
                        Token::Start(Tag::new("span").with("class", class)),
                        Token::text(text),
                        Token::end("span"),
                    ]),
                }
            }
        }
    }
    tokens.extend([Token::end("code"), Token::end("pre")]);
}

/// What takes the focus to be scrolled needs a role and a name.
fn frame(language: Option<&'static Language>) -> Tag {
    let language = language.and_then(|language| language.label);
    let label = match language {
        Some(language) => t::text::code_in_aria_label(language),
        None => t::text::code_aria_label(),
    };
    let mut tag = Tag::new("pre")
        .with("tabindex", "0")
        .with("role", "group")
        .with("aria-label", label);
    if let Some(language) = language {
        tag.set("data-language", language);
    }
    tag
}

#[cfg(test)]
mod tests {
    use super::super::tests::html;

    #[test]
    fn code_of_a_known_language_is_coloured_and_labelled() {
        let html = html("```rust\nfn f() {}\n```\n");
        for part in [
            "<pre tabindex=\"0\" role=\"group\" aria-label=\"Code, Rust\" data-language=\"Rust\">",
            "<code class=\"language-rust\">",
            "<span class=\"hl-keyword\">fn</span> <span class=\"hl-function\">f</span>() {}",
        ] {
            assert!(html.contains(part), "{part}: {html}");
        }
    }

    #[test]
    fn code_of_an_unknown_language_is_plain() {
        for text in ["```brainfuck\n<+>\n```\n", "    <+>\n", "```\n<+>\n```\n"] {
            let html = html(text);
            assert!(
                html.contains("aria-label=\"Code\"><code>&lt;+&gt;\n</code></pre>"),
                "{html}"
            );
        }
    }

    #[test]
    fn what_follows_the_language_is_for_compilers() {
        assert!(html("```rust,ignore\nfn\n```\n").contains("language-rust\""));
        assert!(html("```Rust ignore\nfn\n```\n").contains("language-rust\""));
    }

    #[test]
    fn code_in_a_line_has_no_class_and_no_colour() {
        let html = html("`fn f()` <code class=\"btn language-rust\">fn</code>");
        assert!(!html.contains("class"), "{html}");
    }
}
