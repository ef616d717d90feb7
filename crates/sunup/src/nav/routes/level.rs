//! One level of what is shown: a layout or a page, and the place for the level inside it.

use super::table::{Component, Step};
use crate::page::{Still, still};
use leptos::{prelude::*, tachys::reactive_graph::OwnedView};
use leptos_router::{location::Url, params::ParamsMap};
use std::sync::{Arc, Mutex, PoisonError};

/// A layout or a page that is shown, or about to be.
#[derive(Clone)]
pub(super) struct Level {
    /// What hooks of leptos_router read inside this level. Each level has its own, so that a page
    /// that is about to go does not see the next page's address.
    pub(super) params: ArcRwSignal<ParamsMap>,
    pub(super) url: ArcRwSignal<Url>,
    component: Component,
    pub(super) inside: Place,
}

/// Where a level is shown. In context it is the place that an outlet fills.
#[derive(Clone, Default)]
pub(super) struct Place {
    level: ArcRwSignal<Option<Level>>,
    /// The owner of the outlet. Weak: the owner holds the place in its contexts.
    pub(super) owner: Arc<Mutex<Option<WeakOwner>>>,
}

impl Level {
    pub(super) fn new(step: Step, url: &Url) -> Self {
        Self {
            params: ArcRwSignal::new(step.params),
            url: ArcRwSignal::new(url.clone()),
            component: step.component,
            inside: Place::default(),
        }
    }

    /// The levels of a match, each in the place of the one before.
    pub(super) fn chain(steps: impl IntoIterator<Item = Step>, url: &Url) -> Vec<Self> {
        let levels: Vec<Self> = steps.into_iter().map(|step| Self::new(step, url)).collect();
        for pair in levels.windows(2) {
            pair[0].inside.show(Some(pair[1].clone()));
        }
        levels
    }

    /// Runs the component below `owner`.
    pub(super) fn run(&self, owner: &Owner) -> Still {
        owner.with(|| {
            provide_context(ArcMemo::from(self.params.clone()));
            provide_context(self.url.clone());
            provide_context(self.inside.clone());
            untrack(|| {
                (self
                    .component
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner))()
            })
        })
    }
}

impl Place {
    /// Shows `level` here, in the place of what was.
    pub(super) fn show(&self, level: Option<Level>) {
        self.level.set(level);
    }

    /// What is shown here, each time with an owner of its own below the current one.
    pub(super) fn view(&self) -> impl Fn() -> OwnedView<Still> + Send + use<> {
        let outer = Owner::current().unwrap_or_default();
        *self.owner.lock().unwrap_or_else(PoisonError::into_inner) = Some(outer.downgrade());
        let level = self.level.clone();
        move || {
            let owner = outer.child();
            let view = match level.get() {
                Some(level) => level.run(&owner),
                None => still(()),
            };
            OwnedView::new_with_owner(view, owner)
        }
    }
}
