//! An error of what stands beside a page.

use super::error_words::sentence;
use leptos::prelude::*;
use sunup::PageError;

/// A notice in place of what stands beside a page and did not come. It is no heading: the page has
/// its own, and goes on.
pub(crate) fn aside_failed(error: PageError) -> impl IntoView {
    view! { <p class="notice">{sentence(error.status().as_u16(), error.message())}</p> }
}
