//! Stores in context.

use super::side;
use leptos::prelude::{provide_context, use_context};
use reactive_stores::Store;
use std::fmt::Debug;

/// Provides a store to everything below that lives in this tab's memory and nowhere else.
///
/// Development builds list it under `name`. For everything else there is [`Plan`](super::Plan).
pub fn provide<T: Debug + Send + Sync + 'static>(name: &'static str, value: T) -> Store<T> {
    let store = Store::new(value);
    provide_context(store);
    side::inspect(name, store);
    store
}

/// The store of this type in context; one of its own where nobody provided it.
pub fn current<T: Default + Send + Sync + 'static>() -> Store<T> {
    use_context().unwrap_or_default()
}
