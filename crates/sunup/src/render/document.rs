//! Finishes a document that Leptos has rendered.

use super::placeholders::spell_out;
use memchr::memmem;

/// Writes `head` before `</head>`, what Leptos appends behind the document into its body, and its
/// placeholders as empty comments: the parsers of browsers would do the same, others would call the
/// document invalid.
pub(super) fn finished(document: &[u8], head: &str) -> Vec<u8> {
    let mut whole = Vec::with_capacity(document.len() + head.len());
    let head_end = memmem::find(document, b"</head>").unwrap_or(0);
    let body_end = memmem::rfind(document, BODY_END).filter(|end| *end >= head_end);
    let html_end = memmem::rfind(document, HTML_END);
    let (body_end, html_end) = match (body_end, html_end) {
        (Some(body_end), Some(html_end)) if body_end < html_end => {
            (body_end, html_end + HTML_END.len())
        }
        // What is no document stays in its order.
        _ => (document.len(), document.len()),
    };
    spell_out(&document[..head_end], &mut whole);
    whole.extend_from_slice(head.as_bytes());
    spell_out(&document[head_end..body_end], &mut whole);
    spell_out(&document[html_end..], &mut whole);
    // In a debug build markers of Leptos stand between the two ends.
    spell_out(&document[body_end..html_end], &mut whole);
    whole
}

const BODY_END: &[u8] = b"</body>";
const HTML_END: &[u8] = b"</html>";

#[cfg(test)]
mod tests {
    use super::finished;

    fn text(document: &str, head: &str) -> String {
        String::from_utf8_lossy(&finished(document.as_bytes(), head)).into_owned()
    }

    #[test]
    fn metadata_goes_to_the_end_of_the_head_and_scripts_to_the_end_of_the_body() {
        assert_eq!(
            text(
                "<head>a</head><body>b</body></html><script></script>",
                "<title>"
            ),
            "<head>a<title></head><body>b<script></script></body></html>"
        );
    }

    #[test]
    fn the_markers_of_a_debug_build_are_no_obstacle() {
        assert_eq!(
            text(
                "<head></head><body>b</body><!><!></html><script></script>",
                ""
            ),
            "<head></head><body>b<script></script></body><!----><!----></html>"
        );
    }

    #[test]
    fn placeholders_become_empty_comments_outside_of_what_is_added_to_the_head() {
        assert_eq!(
            text(
                "<head><!></head><body>a<!>b</body></html><script>'<!>'</script>",
                "<script>\"<!>\"</script>"
            ),
            "<head><!----><script>\"<!>\"</script></head>\
             <body>a<!---->b<script>'<!>'</script></body></html>"
        );
    }

    #[test]
    fn a_document_that_is_whole_stays_as_it_is() {
        let document = "<html><head></head><body></head></body></html>";
        assert_eq!(text(document, ""), document);
    }

    #[test]
    fn what_is_no_document_loses_nothing() {
        assert_eq!(text("plain", ""), "plain");
        assert_eq!(text("", ""), "");
    }
}
