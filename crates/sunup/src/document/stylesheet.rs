//! [`Stylesheet`]: whether documents link to their stylesheet or hold it.

use std::sync::Arc;

/// How a document gets the build's stylesheet.
///
/// Nothing is painted before the stylesheet is there. On a slow network a file of its own costs
/// another exchange, which shares the line with the browser's code; what is in the document costs
/// its bytes. Navigation on the client fetches neither.
///
/// ```
/// use sunup::document::Stylesheet;
///
/// let limit = 48 * 1024;
/// assert_eq!(
///     Stylesheet::within("p { margin: 0 }", limit),
///     Stylesheet::Inline("p { margin: 0 }".into())
/// );
/// // Relative addresses would mean something else in a document.
/// let pictures = "p { background: url(paper.svg) }";
/// assert_eq!(Stylesheet::within(pictures, limit), Stylesheet::Linked);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stylesheet {
    /// As a file of the build. `cargo leptos watch` replaces it without a reload.
    Linked,
    /// As a `<style>` element with this text.
    Inline(Arc<str>),
}

impl Stylesheet {
    /// In the document where the text has at most `limit` bytes and means there what it means as
    /// a file; else linked.
    pub fn within(text: &str, limit: usize) -> Self {
        if text.is_empty() || text.len() > limit || ends_its_element(text) || has_addresses(text) {
            Self::Linked
        } else {
            Self::Inline(text.into())
        }
    }
}

/// In a `<style>` element a parser of HTML looks for nothing but the end tag.
fn ends_its_element(text: &str) -> bool {
    contains(text, "</style")
}

/// Addresses are relative to the file, and a document is elsewhere. An `@import` has one without
/// `url()`, and would wait for another file.
fn has_addresses(text: &str) -> bool {
    ["url(", "src(", "@import", "image-set("]
        .iter()
        .any(|word| contains(text, word))
}

/// Looks for a lower-case ASCII word in any case.
fn contains(text: &str, word: &str) -> bool {
    let mut windows = text.as_bytes().windows(word.len());
    windows.any(|window| window.eq_ignore_ascii_case(word.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stylesheet_above_the_limit_is_linked() {
        assert_eq!(Stylesheet::within("a{}", 2), Stylesheet::Linked);
        assert_eq!(
            Stylesheet::within("a{}", 3),
            Stylesheet::Inline("a{}".into())
        );
        assert_eq!(Stylesheet::within("", 3), Stylesheet::Linked);
    }

    #[test]
    fn what_would_end_or_change_its_meaning_in_a_document_is_linked() {
        for text in [
            "a::before { content: \"</STYLE>\" }",
            "a { background: URL(a.png) }",
            "@import \"more.css\";",
            "a { background: image-set(\"a.png\" 1x) }",
        ] {
            assert_eq!(Stylesheet::within(text, 1000), Stylesheet::Linked, "{text}");
        }
    }
}
