//! Finishes a document that Leptos has rendered.

use memchr::memmem;

/// Writes `head` before `</head>`, and what Leptos appends behind the document into its body: the
/// parsers of browsers would move it there, others would call the document invalid.
pub(super) fn finished(document: &[u8], head: &str) -> Vec<u8> {
    let mut whole = Vec::with_capacity(document.len() + head.len());
    let head_end = memmem::find(document, b"</head>").unwrap_or(0);
    let body_end = memmem::rfind(document, END)
        .filter(|end| *end >= head_end)
        .unwrap_or(document.len());
    let after = document.get(body_end + END.len()..).unwrap_or_default();
    whole.extend_from_slice(&document[..head_end]);
    whole.extend_from_slice(head.as_bytes());
    whole.extend_from_slice(&document[head_end..body_end]);
    whole.extend_from_slice(after);
    if body_end < document.len() {
        whole.extend_from_slice(END);
    }
    whole
}

const END: &[u8] = b"</body></html>";

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
