//! Nonces leave a document before it is stored: a stored one would be known to everybody.

use super::markup::{Attribute, Tags};
use memchr::memmem;
use std::ops::Range;

/// A shorter value is not looked for outside of attributes, where it could be a word.
const SHORTEST: usize = 16;

/// The document without `nonce` attributes, and without their values and those of `known` wherever
/// else they stand. `None` when there is nothing to remove.
///
/// Leptos writes the nonce into `crossorigin` of some preloads as well. Every value that is none of
/// this attribute means `anonymous` (HTML, section 2.5.4), and so does the empty one.
pub(super) fn without(html: &[u8], known: &[String]) -> Option<Vec<u8>> {
    let mut edits: Vec<(Range<usize>, &[u8])> = Vec::new();
    let mut values: Vec<&[u8]> = known.iter().map(|it| it.as_bytes()).collect();
    for attribute in Tags::of(html).flat_map(|tag| tag.attributes()) {
        if attribute.is("nonce") {
            edits.push((attribute.span.clone(), gap(html, &attribute)));
            values.push(attribute.value);
        } else if attribute.is("crossorigin") && !is_mode(attribute.value) {
            edits.push((attribute.name_end..attribute.span.end, b"=\"\""));
        }
    }
    let mut clean = (!edits.is_empty()).then(|| edited(html, &edits));
    values.sort_unstable();
    values.dedup();
    for value in values.into_iter().filter(|value| value.len() >= SHORTEST) {
        let document = clean.as_deref().unwrap_or(html);
        let places = memmem::find_iter(document, value);
        let edits: Vec<_> = places.map(|at| (at..at + value.len(), &b""[..])).collect();
        if !edits.is_empty() {
            clean = Some(edited(document, &edits));
        }
    }
    clean
}

/// What takes the place of an attribute: nothing, unless the next would run into the one before.
fn gap(html: &[u8], attribute: &Attribute<'_>) -> &'static [u8] {
    match html.get(attribute.span.end) {
        Some(b'>' | b'/' | b' ' | b'\t' | b'\n' | b'\r' | b'\x0c') => b"",
        _ => b" ",
    }
}

fn is_mode(value: &[u8]) -> bool {
    [&b""[..], b"anonymous", b"use-credentials"]
        .iter()
        .any(|mode| value.eq_ignore_ascii_case(mode))
}

/// The document with these pieces replaced; they are in order and do not overlap.
pub(super) fn edited<T: AsRef<[u8]>>(html: &[u8], edits: &[(Range<usize>, T)]) -> Vec<u8> {
    let mut document = Vec::with_capacity(html.len());
    let mut at = 0;
    for (piece, replacement) in edits {
        document.extend_from_slice(&html[at..piece.start]);
        document.extend_from_slice(replacement.as_ref());
        at = piece.end;
    }
    document.extend_from_slice(&html[at..]);
    document
}

#[cfg(test)]
mod tests {
    use super::*;

    const NONCE: &str = "kX3mPq9Zt0aBcDeFgHiJkw==";

    fn clean(html: &str, known: &[&str]) -> Option<String> {
        let known: Vec<String> = known.iter().map(ToString::to_string).collect();
        let html = html.replace("NONCE", NONCE);
        let clean = without(html.as_bytes(), &known)?;
        Some(String::from_utf8(clean).expect("what came in"))
    }

    #[test]
    fn the_attribute_goes_in_every_notation() {
        for html in [
            "<script nonce=\"NONCE\">a</script>",
            "<script nonce='NONCE'>a</script>",
            "<script nonce=NONCE>a</script>",
            "<script\n  Nonce = \"NONCE\">a</script>",
            "<script nonce>a</script>",
        ] {
            assert_eq!(
                clean(html, &[]).as_deref(),
                Some("<script>a</script>"),
                "{html}"
            );
        }
        let two = clean("<link a nonce=\"NONCE\"rel=\"x\"/>", &[]);
        assert_eq!(two.as_deref(), Some("<link a rel=\"x\"/>"));
    }

    #[test]
    fn a_nonce_leaves_crossorigin_and_scripts_as_well() {
        assert_eq!(
            clean(
                "<link crossorigin=\"NONCE\"><link crossorigin=NONCE><i>",
                &[]
            )
            .as_deref(),
            Some("<link crossorigin=\"\"><link crossorigin=\"\"><i>")
        );
        assert_eq!(
            clean("<script nonce=\"NONCE\">s.nonce='NONCE'</script>", &[]).as_deref(),
            Some("<script>s.nonce=''</script>")
        );
        assert_eq!(clean("<p>NONCE</p>", &[NONCE]).as_deref(), Some("<p></p>"));
    }

    #[test]
    fn what_is_no_nonce_stays() {
        for html in [
            "<link crossorigin><link crossorigin=\"anonymous\"><link crossorigin='use-credentials'>",
            "<p>nonce=\"NONCE\"</p><!-- <script nonce=\"NONCE\"> -->",
            "<script>a = '<i nonce=\"NONCE\">'</script>",
            "<i data-nonce=\"NONCE\">",
        ] {
            assert_eq!(clean(html, &[]), None, "{html}");
        }
        // A short value is removed where it is the attribute's, and stays where it is a word.
        let short = clean("<script nonce=\"word\">word</script>", &["word"]);
        assert_eq!(short.as_deref(), Some("<script>word</script>"));
    }
}
