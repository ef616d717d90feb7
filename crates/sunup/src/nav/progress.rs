//! [`Progress`]: whether a navigation is under way.

use leptos::prelude::*;

/// Whether a navigation is under way, for the router, for [`Loaded`](crate::page::Loaded) and for
/// whoever shows it. Copies share one state.
#[derive(Clone, Copy, Debug)]
pub struct Progress {
    /// The router is preparing another page.
    routing: RwSignal<bool>,
    /// The page that is there waits for other data: the next article, say.
    loading: RwSignal<bool>,
}

impl Progress {
    /// Provides the state to everything below. Called once, in the site's root component.
    pub fn provide() -> Self {
        let progress = Self {
            routing: RwSignal::new(false),
            loading: RwSignal::new(false),
        };
        provide_context(progress);
        progress
    }

    /// The state in context; one of its own where nobody provided it.
    pub(crate) fn current() -> Self {
        use_context().unwrap_or_else(Self::provide)
    }

    /// What the router's `set_is_routing` gets.
    pub fn routing(self) -> SignalSetter<bool> {
        SignalSetter::map(move |routing| self.routing.set(routing))
    }

    /// What a boundary around data gets.
    pub(crate) fn loading(self) -> SignalSetter<bool> {
        SignalSetter::map(move |loading| self.loading.set(loading))
    }

    /// Whether the router is preparing another page. Not tracked.
    pub fn is_routing(self) -> bool {
        self.routing.get_untracked()
    }

    /// Whether a navigation is under way. Tracked by whoever asks.
    pub fn is_busy(self) -> bool {
        // Both are read, so that an effect follows both.
        let (routing, loading) = (self.routing.get(), self.loading.get());
        routing || loading
    }
}
