//! The server's half: the metadata is written into the finished document.

use super::Metadata;
use axum::{body::Bytes, http::request::Parts};
use leptos::prelude::use_context;
use std::{
    fmt::Write,
    sync::{Arc, Mutex, PoisonError},
};

/// Travels through the request's extensions into the render and brings the metadata back.
#[derive(Clone, Default)]
pub(crate) struct HeadSlot(Arc<Mutex<Option<Metadata>>>);

/// Notes the metadata of the page that is being rendered.
pub(super) fn state(metadata: Metadata) {
    let slot = use_context::<Parts>().and_then(|parts| parts.extensions.get::<HeadSlot>().cloned());
    if let Some(HeadSlot(slot)) = slot {
        *slot.lock().unwrap_or_else(PoisonError::into_inner) = Some(metadata);
    }
}

impl HeadSlot {
    /// Writes the metadata into a document, before `</head>`.
    pub(crate) fn write_into(&self, document: Bytes) -> Bytes {
        let metadata = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        let end = document
            .windows(HEAD_END.len())
            .position(|window| window == HEAD_END);
        let (Some(metadata), Some(end)) = (metadata, end) else {
            return document;
        };
        let tags = tags(&metadata);
        let mut whole = Vec::with_capacity(document.len() + tags.len());
        whole.extend_from_slice(&document[..end]);
        whole.extend_from_slice(tags.as_bytes());
        whole.extend_from_slice(&document[end..]);
        whole.into()
    }
}

const HEAD_END: &[u8] = b"</head>";

fn tags(metadata: &Metadata) -> String {
    let mut html = format!("<title>{}</title>", escape(&metadata.title));
    let mut tag = |before: &str, value: &str| {
        // Writing to a String cannot fail.
        let _ = write!(html, "<{before}=\"{}\">", escape(value));
    };
    if let Some(description) = &metadata.description {
        tag("meta name=\"description\" content", description);
    }
    if let Some(canonical) = &metadata.canonical {
        tag("link rel=\"canonical\" href", canonical);
    }
    if !metadata.index {
        tag("meta name=\"robots\" content", "noindex");
    }
    html
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(metadata: Metadata) -> String {
        let slot = HeadSlot(Arc::new(Mutex::new(Some(metadata))));
        let document = slot.write_into(Bytes::from_static(b"<head></head><body></head>"));
        String::from_utf8_lossy(&document).into_owned()
    }

    #[test]
    fn metadata_is_written_at_the_end_of_the_first_head() {
        let html = written(Metadata {
            title: "T".to_owned(),
            index: true,
            ..Metadata::default()
        });
        assert_eq!(html, "<head><title>T</title></head><body></head>");
    }

    #[test]
    fn metadata_cannot_leave_its_tag() {
        let html = written(Metadata {
            title: "</title><script>".to_owned(),
            description: Some("\"><script>".to_owned()),
            ..Metadata::default()
        });
        assert!(!html.contains("<script>"), "{html}");
        assert!(html.contains("noindex"), "{html}");
    }

    #[test]
    fn a_document_without_metadata_stays_as_it_is() {
        let document = Bytes::from_static(b"<head></head>");
        assert_eq!(HeadSlot::default().write_into(document.clone()), document);
    }
}
