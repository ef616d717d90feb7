//! [`AppState`]: what pages and server functions work with.

use crate::database::Database;
use leptos::prelude::{provide_context, use_context};
use sunup::PageError;

/// What pages and server functions work with. Cheap to clone.
#[derive(Clone, Debug)]
pub struct AppState {
    /// Articles, authors and tags.
    pub database: Database,
    /// Whether `/fault/…` shows the error pages; off in production.
    pub faults: bool,
}

impl AppState {
    /// Puts the state into the context of a render or a server function.
    pub fn provide(&self) {
        provide_context(self.clone());
    }

    /// The state of the running server.
    ///
    /// # Errors
    /// When the code runs outside a request, which is a mistake in the router.
    pub fn current() -> Result<Self, PageError> {
        use_context().ok_or_else(|| PageError::failed("the application state is not in context"))
    }
}
