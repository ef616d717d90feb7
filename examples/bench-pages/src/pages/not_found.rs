//! What stands at every other address.

use leptos::prelude::*;
use sunup::{StatusCode, page::set_status, prelude::*};

/// What stands at every other address.
#[component]
pub(crate) fn NotFound() -> impl IntoView {
    set_status(StatusCode::NOT_FOUND);
    view! {
        <Head title="Not found"/>
        <h1>"There is no such page."</h1>
    }
}
