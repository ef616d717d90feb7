//! What a level can do that stays while the visitor goes on; the server has no such thing.

use super::{
    level::{Level, Place},
    table::Step,
};
use leptos::prelude::*;
use leptos_router::location::Url;
use std::sync::PoisonError;

impl Level {
    /// Gives a level that stays the address that is shown now.
    pub(super) fn follow(&self, step: &Step, url: &Url) {
        if *self.params.read_untracked() != step.params {
            self.params.set(step.params.clone());
        }
        if *self.url.read_untracked() != *url {
            self.url.set(url.clone());
        }
    }
}

impl Place {
    /// Below which owner the level is shown; none where no outlet is on the page.
    pub(super) fn owner(&self) -> Option<Owner> {
        let owner = self.owner.lock().unwrap_or_else(PoisonError::into_inner);
        owner.as_ref().and_then(WeakOwner::upgrade)
    }
}
