//! The server's half: the metadata is written into the finished document.

use super::Metadata;
use axum::http::request::Parts;
use leptos::reactive::owner::with_context;
use std::{
    fmt::Write,
    sync::{Arc, Mutex, PoisonError},
};

/// Travels through the request's extensions into the render and brings the metadata back.
#[derive(Clone, Default)]
pub(crate) struct HeadSlot(Arc<Mutex<Option<Metadata>>>);

/// Notes the metadata of the page that is being rendered.
pub(super) fn state(metadata: Metadata) {
    // By reference: a copy of the parts copies every header of the request.
    let slot = with_context(|parts: &Parts| parts.extensions.get::<HeadSlot>().cloned()).flatten();
    if let Some(HeadSlot(slot)) = slot {
        *slot.lock().unwrap_or_else(PoisonError::into_inner) = Some(metadata);
    }
}

impl HeadSlot {
    /// The tags of the page's metadata; empty when the page stated none.
    pub(crate) fn take_tags(&self) -> String {
        let metadata = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        metadata.as_ref().map(tags).unwrap_or_default()
    }
}

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

    #[test]
    fn metadata_cannot_leave_its_tag() {
        let html = tags(&Metadata {
            title: "</title><script>".to_owned(),
            description: Some("\"><script>".to_owned()),
            ..Metadata::default()
        });
        assert!(!html.contains("<script>"), "{html}");
        assert!(html.contains("noindex"), "{html}");
    }
}
