//! [`Draft`]: the text of a request's key before anybody has to keep it.

use std::{cell::Cell, sync::Arc};

use super::{Asked, Key, RouteRule};

thread_local! {
    /// The text of the last draft of this thread, for the next one to write over.
    static TEXT: Cell<String> = const { Cell::new(String::new()) };
}

/// The text of a key and the route that it belongs to. Most requests are answered by what is found
/// under it, and then nothing was allocated for it.
pub(crate) struct Draft {
    pub(super) text: String,
    pub(super) path: usize,
    pub(super) target: usize,
    pub(super) route: Arc<RouteRule>,
}

impl Draft {
    /// An empty one.
    pub(super) fn of(route: Arc<RouteRule>) -> Self {
        let mut text = TEXT.take();
        text.clear();
        Self {
            text,
            path: 0,
            target: 0,
            route,
        }
    }

    /// The readable form of the key.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The route.
    pub(crate) const fn route(&self) -> &Arc<RouteRule> {
        &self.route
    }

    /// The key, to be kept.
    pub(crate) fn asked(&self) -> Asked {
        Asked {
            key: Key::new(&self.text, self.path, self.target),
            route: Arc::clone(&self.route),
        }
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        // While a thread ends there is no place for it any more.
        let text = std::mem::take(&mut self.text);
        let _ = TEXT.try_with(|last| last.set(text));
    }
}
