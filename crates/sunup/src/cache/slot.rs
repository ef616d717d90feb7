//! [`MemoSlot`]: what one render remembers.

use axum::http::request::Parts;
use leptos::reactive::owner::with_context;
use std::{
    any::{Any, TypeId},
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};
use tokio::sync::OnceCell;

type Cells = HashMap<(TypeId, String), Arc<dyn Any + Send + Sync>>;

/// Travels through the request's extensions into the render, and goes with them. Copies share it.
#[derive(Clone, Default)]
pub(crate) struct MemoSlot(Arc<Mutex<Cells>>);

impl MemoSlot {
    /// That of the current render.
    pub(super) fn current() -> Option<Self> {
        // By reference: a copy of the parts copies every header of the request.
        with_context(|parts: &Parts| parts.extensions.get::<Self>().cloned()).flatten()
    }

    /// Where the result of this name and type stands, or will.
    pub(super) fn cell<T: Send + Sync + 'static>(&self, name: String) -> Option<Arc<OnceCell<T>>> {
        let mut cells = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let cell = cells
            .entry((TypeId::of::<T>(), name))
            .or_insert_with(|| Arc::new(OnceCell::<T>::new()));
        // The type is part of the name.
        Arc::clone(cell).downcast().ok()
    }
}
