//! [`Xml`]: a small writer of documents that every parser takes.

use std::fmt::Write;

/// A document that is being written. What XML 1.0 does not allow is dropped, not escaped: there is
/// no way to write it.
pub(super) struct Xml {
    text: String,
    open: Vec<&'static str>,
}

impl Xml {
    /// The beginning of a document.
    pub(super) fn new() -> Self {
        Self {
            text: "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".to_owned(),
            open: Vec::new(),
        }
    }

    /// Opens an element.
    pub(super) fn open(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes, ">\n");
        self.open.push(name);
    }

    /// Closes the element that was opened last.
    pub(super) fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            self.end(name);
        }
    }

    /// An element that holds a text.
    pub(super) fn element(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.tag(name, attributes, ">");
        escape(text, &mut self.text);
        self.end(name);
    }

    /// An element that holds nothing.
    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes, "/>\n");
    }

    /// The document, with everything closed.
    pub(super) fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.text
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, &str)], end: &str) {
        // Writing to a String cannot fail.
        let _ = write!(self.text, "<{name}");
        for (name, value) in attributes {
            let _ = write!(self.text, " {name}=\"");
            escape(value, &mut self.text);
            self.text.push('"');
        }
        self.text.push_str(end);
    }

    fn end(&mut self, name: &str) {
        // Writing to a String cannot fail.
        let _ = writeln!(self.text, "</{name}>");
    }
}

/// Adds `text` to `xml`, escaped for content and for attributes.
pub(super) fn escape(text: &str, xml: &mut String) {
    for letter in text.chars().filter(|letter| is_allowed(*letter)) {
        match letter {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '"' => xml.push_str("&quot;"),
            '\'' => xml.push_str("&#39;"),
            letter => xml.push(letter),
        }
    }
}

/// `Char` of XML 1.0, section 2.2.
fn is_allowed(letter: char) -> bool {
    matches!(letter,
        '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_open_is_closed_in_order() {
        let mut xml = Xml::new();
        xml.open("a", &[("b", "\"<'>&")]);
        xml.open("c", &[]);
        xml.element("d", &[], "]]>");
        xml.empty("e", &[]);
        assert!(xml.finish().ends_with(
            "<a b=\"&quot;&lt;&#39;&gt;&amp;\">\n<c>\n<d>]]&gt;</d>\n<e/>\n</c>\n</a>\n"
        ));
    }

    #[test]
    fn what_xml_cannot_write_is_left_out() {
        let mut text = String::new();
        escape(
            "a\0\u{8}\u{b}\u{1f}\u{fffe}\u{ffff}\tb\u{fffd}🦀",
            &mut text,
        );
        assert_eq!(text, "a\tb\u{fffd}🦀");
    }
}
