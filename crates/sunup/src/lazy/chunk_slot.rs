//! [`ChunkSlot`]: brings the chunks that a page needs to the finished document.
//!
//! Leptos has a way of its own to announce them. It looks for the page when the render is over,
//! where the current owner is whichever the thread had last: with many visitors at a time pages
//! miss their preloads, or get those of another page.

use axum::http::request::Parts;
use leptos::reactive::owner::with_context;
use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// Travels through the request's extensions into the render and brings tags back, each once and
/// in the same order every time.
#[derive(Clone, Default)]
pub(crate) struct ChunkSlot(Arc<Mutex<BTreeSet<String>>>);

impl ChunkSlot {
    /// The slot of the page that is being rendered; none while routes are listed.
    pub(super) fn current() -> Option<Self> {
        with_context(|parts: &Parts| parts.extensions.get::<Self>().cloned()).flatten()
    }

    /// Lets the browser fetch this wasm while it reads the document.
    pub(super) fn wasm(&self, address: &str) {
        // Chunks are fetched in CORS mode; a preload in another mode is fetched twice.
        self.add(format!(
            r#"<link rel="preload" href="{address}" as="fetch" type="application/wasm" crossorigin="">"#
        ));
    }

    /// Lets the browser fetch this module while it reads the document.
    pub(super) fn module(&self, address: &str) {
        self.add(format!(r#"<link rel="modulepreload" href="{address}">"#));
    }

    fn add(&self, tag: String) {
        self.tags().insert(tag);
    }

    /// The tags; empty when the page has no lazily loaded part.
    pub(crate) fn take_tags(&self) -> String {
        std::mem::take(&mut *self.tags()).into_iter().collect()
    }

    fn tags(&self) -> MutexGuard<'_, BTreeSet<String>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::ChunkSlot;

    #[test]
    fn each_file_is_announced_once_and_in_one_order() {
        let slot = ChunkSlot::default();
        slot.wasm("/pkg/b.wasm");
        slot.module("/pkg/load.js");
        slot.wasm("/pkg/a.wasm");
        slot.wasm("/pkg/b.wasm");
        let tags = slot.take_tags();
        assert_eq!(tags.matches("<link").count(), 3, "{tags}");
        let place = |file: &str| tags.find(file).expect("announced");
        assert!(place("load.js") < place("a.wasm"), "{tags}");
        assert!(place("a.wasm") < place("b.wasm"), "{tags}");
        assert_eq!(slot.take_tags(), "");
    }
}
