//! Hands a value from the server's render to the browser, inside the page.

use leptos::prelude::Owner;
use std::future::ready;

/// The value the server handed over, or one that is made here; the server hands over what it made.
///
/// Both sides have to come here in the same order, like to everything that is handed over.
pub(super) fn handed_over<T>(
    read: impl FnOnce(&str) -> Option<T>,
    write: impl FnOnce(&T) -> String,
    make: impl FnOnce() -> T,
) -> T {
    let Some(context) = Owner::current_shared_context() else {
        return make();
    };
    let id = context.next_id();
    let there = context.read_data(&id).and_then(|text| read(&text));
    there.unwrap_or_else(|| {
        let value = make();
        if context.get_is_hydrating() {
            context.write_async(id, Box::pin(ready(write(&value))));
        }
        value
    })
}
