//! What a reader does with the reading list, said in a toast and taken back from there.

use super::{ReadingList, Saved};
use crate::t;
use leptos::prelude::*;
use reactive_stores::Store;
use sunup::{
    state,
    toast::{Toast, Toasts},
};

/// The reading list and where is said what became of it.
#[derive(Clone, Copy)]
pub(crate) struct ListActions {
    list: Store<ReadingList>,
    toasts: Toasts,
}

impl ListActions {
    /// The actions on the list in context.
    pub(crate) fn current() -> Self {
        Self {
            list: state::current(),
            toasts: Toasts::current(),
        }
    }

    /// Adds an article to the list.
    pub(crate) fn save(self, article: Saved) {
        let slug = article.slug.clone();
        self.list.update(|list| list.add(article));
        let undo = move || {
            self.list.update(|list| drop(list.remove(&slug)));
        };
        self.toasts
            .show(Toast::new(t::reader::added()).action(t::reader::undo(), undo));
    }

    /// Takes an article off the list.
    pub(crate) fn take_off(self, slug: &str) {
        let removed = self.list.try_update(|list| list.remove(slug)).flatten();
        if let Some(removed) = removed {
            let undo = move || self.list.update(|list| list.put_back(removed.clone()));
            self.toasts
                .show(Toast::new(t::reader::removed()).action(t::reader::undo(), undo));
        }
    }
}
