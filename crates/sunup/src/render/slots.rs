//! [`Slots`]: what a render hands back beside its response.

use super::owner_slot::OwnerSlot;
use crate::{
    cache::MemoSlot,
    lazy::ChunkSlot,
    page::{CacheSlot, HeadSlot},
};
use axum::{body::Body, http::Request};

/// What a render hands back beside its response.
#[derive(Clone, Default)]
pub(super) struct Slots {
    pub(super) owner: OwnerSlot,
    pub(super) head: HeadSlot,
    pub(super) chunks: ChunkSlot,
    pub(super) cache: CacheSlot,
}

impl Slots {
    /// Empty slots, which travel into the render with `request`.
    pub(super) fn of(request: &mut Request<Body>) -> Self {
        let slots = Self::default();
        request.extensions_mut().insert(slots.owner.clone());
        request.extensions_mut().insert(slots.head.clone());
        request.extensions_mut().insert(slots.chunks.clone());
        request.extensions_mut().insert(slots.cache.clone());
        request.extensions_mut().insert(MemoSlot::default());
        slots
    }

    /// What belongs into the head of the finished document.
    pub(super) fn take_tags(&self) -> String {
        self.chunks.take_tags() + &self.head.take_tags()
    }
}
