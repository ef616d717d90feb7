//! HTML as tags and texts, for the steps that add to it.
//!
//! ```ignore
//! let mut tokens = parse("<p>Hello</p>");
//! tokens.push(Token::Text("!".to_owned()));
//! assert_eq!(write(&tokens), "<p>Hello</p>!");
//! ```
//!
//! The list is flat: however deep an author nests, no step can run out of stack.

use html5ever::{
    buffer_queue::BufferQueue,
    tendril::StrTendril,
    tokenizer::{
        self, TagKind, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts, states::RawKind,
    },
};
use std::cell::RefCell;

/// One piece of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    Start(Tag),
    /// Void elements have none.
    End(String),
    /// Without any escaping.
    Text(String),
}

/// The start of an element.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Tag {
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
}

impl Tag {
    pub(super) fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            attributes: Vec::new(),
        }
    }

    /// With one attribute more.
    pub(super) fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.set(name, value);
        self
    }

    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let mut attributes = self.attributes.iter();
        let found = attributes.find(|(other, _)| other == name)?;
        Some(&found.1)
    }

    /// Replaces what the attribute was.
    pub(super) fn set(&mut self, name: &str, value: impl Into<String>) {
        self.take(name);
        self.attributes.push((name.to_owned(), value.into()));
    }

    /// Removes the attribute.
    pub(super) fn take(&mut self, name: &str) -> Option<String> {
        let mut attributes = self.attributes.iter();
        let index = attributes.position(|(other, _)| other == name)?;
        Some(self.attributes.remove(index).1)
    }
}

impl Token {
    pub(super) fn end(name: &str) -> Self {
        Self::End(name.to_owned())
    }

    pub(super) fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }

    pub(super) fn starts(&self, name: &str) -> bool {
        matches!(self, Self::Start(tag) if tag.name == name)
    }

    pub(super) fn ends(&self, name: &str) -> bool {
        matches!(self, Self::End(other) if other == name)
    }

    /// Whether it is text that shows nothing between blocks.
    pub(super) fn is_blank(&self) -> bool {
        matches!(self, Self::Text(text) if text.trim().is_empty())
    }
}

/// Where the element that starts at `start` ends.
pub(super) fn end_of(tokens: &[Token], start: usize) -> Option<usize> {
    let Token::Start(tag) = tokens.get(start)? else {
        return None;
    };
    let mut depth = 0;
    for (index, token) in tokens.iter().enumerate().skip(start) {
        depth = depth_after(token, &tag.name, depth);
        if depth == 0 {
            return Some(index);
        }
    }
    None
}

/// Elements without content.
pub(super) fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "source"
            | "track"
            | "wbr"
    )
}

/// How many elements of a name are open behind this token, when there were `before`.
pub(super) fn depth_after(token: &Token, name: &str, before: usize) -> usize {
    if token.starts(name) {
        before + 1
    } else {
        before.saturating_sub(usize::from(token.ends(name)))
    }
}

/// Elements that may stand in a line of text and do not end it.
pub(super) fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "b"
            | "bdi"
            | "br"
            | "cite"
            | "code"
            | "del"
            | "dfn"
            | "em"
            | "i"
            | "img"
            | "ins"
            | "kbd"
            | "mark"
            | "q"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strong"
            | "sub"
            | "sup"
            | "u"
            | "var"
            | "wbr"
    )
}

/// What a reader of these tokens reads; pictures are read by their descriptions.
pub(super) fn text(tokens: &[Token]) -> String {
    let mut text = String::new();
    for token in tokens {
        match token {
            Token::Text(part) => text.push_str(part),
            Token::Start(tag) if tag.name == "img" => text.push_str(tag.get("alt").unwrap_or("")),
            Token::Start(tag) if tag.name == "br" => text.push(' '),
            Token::Start(_) | Token::End(_) => {}
        }
    }
    text
}

/// Takes HTML apart.
pub(super) fn parse(html: &str) -> Vec<Token> {
    let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    // Only a script would interrupt it, and the sink never reports one.
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.0.into_inner()
}

/// Writes HTML the way browsers do when asked for `innerHTML`.
pub(super) fn write(tokens: &[Token]) -> String {
    let mut html = String::new();
    let mut after_pre = false;
    for token in tokens {
        match token {
            Token::Start(tag) => {
                html.push('<');
                html.push_str(&tag.name);
                for (name, value) in &tag.attributes {
                    html.push(' ');
                    html.push_str(name);
                    html.push_str("=\"");
                    html.push_str(&escape(value).replace('"', "&quot;"));
                    html.push('"');
                }
                html.push('>');
            }
            Token::End(name) => {
                html.push_str("</");
                html.push_str(name);
                html.push('>');
            }
            Token::Text(text) => {
                // A parser drops the line break that follows `<pre>`.
                if after_pre && text.starts_with('\n') {
                    html.push('\n');
                }
                html.push_str(&escape(text));
            }
        }
        after_pre = token.starts("pre");
    }
    html
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('\u{a0}', "&nbsp;")
}

#[derive(Default)]
struct Sink(RefCell<Vec<Token>>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: tokenizer::Token, _line: u64) -> TokenSinkResult<()> {
        let mut tokens = self.0.borrow_mut();
        match token {
            tokenizer::TagToken(tag) if tag.kind == TagKind::EndTag => {
                tokens.push(Token::end(&tag.name));
            }
            tokenizer::TagToken(tag) => {
                tokens.push(Token::Start(Tag {
                    name: tag.name.to_string(),
                    attributes: tag
                        .attrs
                        .into_iter()
                        .map(|one| (one.name.local.to_string(), one.value.to_string()))
                        .collect(),
                }));
                // Only what is not HTML can close itself.
                if tag.self_closing && matches!(&*tag.name, "svg" | "math") {
                    tokens.push(Token::end(&tag.name));
                }
                return inside(&tag.name);
            }
            tokenizer::CharacterTokens(text) => match tokens.last_mut() {
                Some(Token::Text(before)) => before.push_str(&text),
                _ => tokens.push(Token::text(&text)),
            },
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// How the content of an element is read; a tree builder would say the same.
fn inside(name: &str) -> TokenSinkResult<()> {
    match name {
        "script" => TokenSinkResult::RawData(RawKind::ScriptData),
        "style" | "xmp" | "iframe" | "noembed" | "noframes" => {
            TokenSinkResult::RawData(RawKind::Rawtext)
        }
        "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
        "plaintext" => TokenSinkResult::Plaintext,
        _ => TokenSinkResult::Continue,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_what_was_parsed() {
        for html in [
            "<p>One &lt;two&gt; &amp; \u{fc}<br>three</p>",
            "<a href=\"/x?a=1&amp;b=2\" title=\"&quot;q&quot;\">x</a>",
            "<p>a&nbsp;b</p>",
        ] {
            assert_eq!(write(&parse(html)), html);
        }
    }

    #[test]
    fn an_element_ends_at_its_own_end() {
        let tokens = parse("<b>1<b>2</b></b><b>3</b>");
        assert_eq!(end_of(&tokens, 0), Some(5));
        assert_eq!(end_of(&tokens, 1), None, "a text has no end");
    }
}
