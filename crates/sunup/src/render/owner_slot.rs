//! [`OwnerSlot`]: the reactive owner of a render, so that a render that fails can be cleaned up.
//!
//! Leptos cleans up at the end of the response's stream. A render that panics or is given up never
//! gets there, and its signals and resources would stay for ever.

use axum::http::request::Parts;
use leptos::reactive::owner::{Owner, with_context};
use std::sync::{Arc, Mutex, PoisonError};

/// Travels through the request's extensions into the render.
#[derive(Clone, Default)]
pub(super) struct OwnerSlot(Arc<Mutex<Option<Owner>>>);

impl OwnerSlot {
    /// Notes the current owner in the slot of the current request.
    pub(super) fn fill_from_request() {
        // By reference: a copy of the parts copies every header of the request.
        let slot = with_context(|parts: &Parts| parts.extensions.get::<Self>().cloned()).flatten();
        if let Some(Self(slot)) = slot {
            *slot.lock().unwrap_or_else(PoisonError::into_inner) = Owner::current();
        }
    }

    /// Forgets the owner: the render has cleaned up itself.
    pub(super) fn release(&self) {
        drop(self.take());
    }

    /// Frees what the render left behind.
    pub(super) fn clean_up(&self) {
        if let Some(owner) = self.take() {
            owner.cleanup();
        }
    }

    fn take(&self) -> Option<Owner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}
