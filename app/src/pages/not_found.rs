//! Any address that is no page.

use leptos::prelude::*;
use sunup::{
    page::{Failure, Policy, cache},
    prelude::*,
};

/// Any address that is no page: 404, on the server and after a client navigation.
#[component]
pub(crate) fn NotFound() -> impl IntoView {
    cache(Policy::hours());
    view! { <Failure error=PageError::not_found("")/> }
}
