//! [`CacheSlot`]: keeps what a render says to caches until its answer is complete.

use super::Stated;
use axum::http::request::Parts;
use leptos::reactive::owner::with_context;
use std::sync::{Arc, Mutex, PoisonError};

/// Travels through the request's extensions into the render and brings back what was stated.
/// Copies share it.
#[derive(Clone, Default)]
pub(crate) struct CacheSlot(Arc<Mutex<Stated>>);

tokio::task_local! {
    /// The slot of what is made outside of a render: feeds, pictures.
    static OUTSIDE: CacheSlot;
}

impl CacheSlot {
    /// Runs `make`, which is no render; what it says lands in this slot.
    pub(super) async fn around<F: Future>(&self, make: F) -> F::Output {
        OUTSIDE.scope(self.clone(), make).await
    }

    /// Changes what has been stated for the current answer. Where nobody is answered, as in a
    /// render at the start, nothing is noted.
    pub(super) fn with_current(change: impl FnOnce(&mut Stated)) {
        let outside = OUTSIDE.try_with(Self::clone).ok();
        // By reference: a copy of the parts copies every header of the request.
        let slot = outside.or_else(|| {
            with_context(|parts: &Parts| parts.extensions.get::<Self>().cloned()).flatten()
        });
        if let Some(Self(stated)) = slot {
            change(&mut stated.lock().unwrap_or_else(PoisonError::into_inner));
        }
    }

    /// What was stated; nothing is left.
    pub(crate) fn take(&self) -> Stated {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
