//! The large page.

use super::MINUTE;
use crate::rows::{Table, rows};
use leptos::prelude::*;
use sunup::{page::cache, prelude::*};

/// A thousand rows.
#[component]
pub(crate) fn Rows() -> impl IntoView {
    let rows = load(|| (), |()| rows());
    view! {
        <Head title="A thousand rows"/>
        <Loaded resource=rows let:rows>
            <Table rows/>
        </Loaded>
    }
}

/// The same, kept by the page cache.
#[component]
pub(crate) fn CachedRows() -> impl IntoView {
    cache(MINUTE);
    Rows()
}
