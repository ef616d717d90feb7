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

    /// Says whether another page is being prepared. [`Routes`](super::Routes) does.
    pub fn set_routing(self, routing: bool) {
        self.routing.set(routing);
    }

    /// What a boundary around data gets. The signal itself and not `SignalSetter::map`, whose closure
    /// runs while the arena of the render is held; see the test below.
    pub(crate) fn loading(self) -> SignalSetter<bool> {
        self.loading.into()
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

#[cfg(all(test, not(target_family = "wasm")))]
mod tests {
    use super::*;
    use leptos::reactive::owner::Owner;
    use std::{sync::mpsc, thread, time::Duration};

    /// Leptos runs the effect that calls the setter beside the render, which writes into the same
    /// arena. A setter that holds the arena while it asks for it again waits for ever, and takes
    /// both threads of the server with it.
    #[test]
    fn setting_the_state_never_waits_for_a_render_that_goes_on_beside_it() {
        let (done, end) = mpsc::channel();
        let owner = Owner::new();
        let setter = owner.with(|| Progress::provide().loading());
        let (beside, other_done) = (owner.clone(), done.clone());
        thread::spawn(move || {
            beside.with(|| {
                for number in 0..100_000 {
                    StoredValue::new(number);
                }
            });
            let _ = other_done.send(());
        });
        thread::spawn(move || {
            owner.with(|| {
                for number in 0..100_000 {
                    setter.set(number % 2 == 0);
                }
            });
            let _ = done.send(());
        });
        for _ in 0..2 {
            let ended = end.recv_timeout(Duration::from_secs(60));
            assert!(ended.is_ok(), "the threads wait for one another");
        }
    }
}
