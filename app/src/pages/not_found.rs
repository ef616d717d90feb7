//! Any address that is no page.

use crate::{components::ErrorPage, t};
use leptos::prelude::*;
use sunup::{page::set_status, prelude::*};

/// Any address that is no page: 404, on the server and after a client navigation.
#[component]
pub(crate) fn NotFound() -> impl IntoView {
    let error = PageError::not_found(t::errors::not_found_hint());
    set_status(error.status());
    view! { <ErrorPage error/> }
}
