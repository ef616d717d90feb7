//! [`HeadSlot`]: brings the metadata from the component to the finished document.

use super::tags::{Stated, tags};
use crate::{document::use_origin, page::head::Metadata};
use axum::http::request::Parts;
use leptos::{prelude::use_context, reactive::owner::with_context};
use std::sync::{Arc, Mutex, PoisonError};

/// Travels through the request's extensions into the render and brings the metadata back.
#[derive(Clone, Default)]
pub(crate) struct HeadSlot(Arc<Mutex<Option<Stated>>>);

/// Notes the metadata of the page that is being rendered.
pub(in super::super) fn state(metadata: Metadata) {
    // By reference: a copy of the parts copies every header of the request.
    let slot = with_context(|parts: &Parts| parts.extensions.get::<HeadSlot>().cloned()).flatten();
    if let Some(HeadSlot(slot)) = slot {
        *slot.lock().unwrap_or_else(PoisonError::into_inner) = Some(Stated {
            metadata,
            site: use_context().unwrap_or_default(),
            origin: use_origin(),
        });
    }
}

impl HeadSlot {
    /// The tags of the page's metadata; empty when the page stated none.
    pub(crate) fn take_tags(&self) -> String {
        let stated = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        stated.as_ref().map(tags).unwrap_or_default()
    }
}
