//! The place in a list as the current address says it.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The names in an address that say where a list is opened. `page` is none of ours, but so common
/// that a visitor who tries it is told.
pub(crate) const PLACE_NAMES: [&str; 3] = ["before", "after", "page"];

/// What the current address says: `before=2026-05-03_some-slug`, or nothing for the first page.
pub(crate) fn use_place() -> impl Fn() -> String + Copy + Send + Sync + 'static {
    let query = use_query_map();
    move || {
        let query = query.read();
        let said = PLACE_NAMES
            .into_iter()
            .find_map(|name| Some([name, "=", query.get_str(name)?].concat()));
        said.unwrap_or_default()
    }
}
