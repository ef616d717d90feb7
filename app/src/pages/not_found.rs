//! Any address that is no page.

use crate::components::ErrorPage;
use leptos::prelude::*;
use sunup::{page::set_status, prelude::*};

/// Any address that is no page: 404, on the server and after a client navigation.
#[component]
pub(crate) fn NotFound() -> impl IntoView {
    let error =
        PageError::not_found("The page may have moved, or the address has a typing mistake in it.");
    set_status(error.status());
    view! { <ErrorPage error/> }
}
