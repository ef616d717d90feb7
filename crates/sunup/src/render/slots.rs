//! [`Slots`]: what a render hands back beside its response.

use super::owner_slot::OwnerSlot;
use crate::page::HeadSlot;
use axum::{body::Body, http::Request};

/// What a render hands back beside its response.
#[derive(Clone, Default)]
pub(super) struct Slots {
    pub(super) owner: OwnerSlot,
    pub(super) head: HeadSlot,
}

impl Slots {
    /// Empty slots, which travel into the render with `request`.
    pub(super) fn of(request: &mut Request<Body>) -> Self {
        let slots = Self::default();
        request.extensions_mut().insert(slots.owner.clone());
        request.extensions_mut().insert(slots.head.clone());
        slots
    }
}
