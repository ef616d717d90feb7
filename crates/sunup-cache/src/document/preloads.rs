//! Preload links in order: Leptos writes them as a set gives them, different in each render.

use super::{
    markup::{Tag, Tags, is_blank, is_space},
    nonces::edited,
};
use std::ops::Range;

/// The document with the links of each run of preloads in order. A run is broken by anything but
/// white space and comments, so that what the page placed apart stays apart. `None` when all are
/// in order.
pub(super) fn ordered(html: &[u8]) -> Option<Vec<u8>> {
    let mut edits = Vec::new();
    let mut run: Vec<Range<usize>> = Vec::new();
    for tag in Tags::of(html).take_while(|tag| !tag.is("body")) {
        let follows = run
            .last()
            .is_some_and(|last| is_blank(&html[last.end..tag.span.start]));
        if !follows {
            order(html, &mut run, &mut edits);
        }
        if is_preload(&tag) {
            run.push(tag.span);
        }
    }
    order(html, &mut run, &mut edits);
    (!edits.is_empty()).then(|| edited(html, &edits))
}

/// Puts the links of a run, sorted, into its places, and begins another.
fn order<'a>(
    html: &'a [u8],
    run: &mut Vec<Range<usize>>,
    edits: &mut Vec<(Range<usize>, &'a [u8])>,
) {
    let links = run.iter().map(|link| &html[link.clone()]);
    if !links.clone().is_sorted() {
        let mut sorted: Vec<&[u8]> = links.collect();
        sorted.sort_unstable();
        edits.extend(run.iter().cloned().zip(sorted));
    }
    run.clear();
}

fn is_preload(tag: &Tag<'_>) -> bool {
    let rel = tag.attribute("rel").filter(|_| tag.is("link"));
    rel.is_some_and(|rel| rel.split(|byte| is_space(*byte)).any(names_preload))
}

/// Whether a link type is one of the preloads.
pub(super) fn names_preload(rel: &[u8]) -> bool {
    rel.eq_ignore_ascii_case(b"preload") || rel.eq_ignore_ascii_case(b"modulepreload")
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: &str = "<link rel=\"preload\" href=\"a\">";
    const B: &str = "<link rel=modulepreload href=b>";
    const STYLE: &str = "<link rel=\"stylesheet\" href=\"s\">";

    fn text(html: &str) -> String {
        let ordered = ordered(html.as_bytes());
        let bytes = ordered.unwrap_or_else(|| html.as_bytes().to_vec());
        String::from_utf8(bytes).expect("what came in")
    }

    #[test]
    fn a_run_of_preloads_has_one_order() {
        let one = text(&format!("<head>{A}\n{B}<!---->{A}</head>"));
        let other = text(&format!("<head>{B}\n{A}<!---->{A}</head>"));
        assert_eq!(one, other);
        assert_eq!(one, format!("<head>{A}\n{A}<!---->{B}</head>"));
    }

    #[test]
    fn what_stands_apart_and_what_is_no_preload_stays() {
        for html in [
            format!("{B}<meta>{A}"),
            format!("{B}x{A}"),
            format!("{STYLE}<link rel=\"icon\" href=\"i\">"),
            format!("<body>{B}{A}"),
            format!("<!--{B}{A}-->"),
        ] {
            assert_eq!(text(&html), html);
        }
        let apart = text(&format!("{B}{A}{STYLE}{B}{A}"));
        assert_eq!(apart, format!("{A}{B}{STYLE}{A}{B}"));
    }
}
