//! What surrounds every list of articles: the front page, tags, authors, the archive.

use leptos::prelude::*;
use leptos_router::components::Outlet;

/// The layout of lists. It stays while its pages change.
#[component]
pub(crate) fn Lists() -> impl IntoView {
    view! { <Outlet/> }
}
