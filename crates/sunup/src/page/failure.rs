//! [`Failure`]: how an error looks inside a page.

use super::{ErrorPage, Still, set_status, still};
use crate::PageError;
use leptos::prelude::*;
use std::sync::Arc;

/// The site's own look of an error, kept in context.
#[derive(Clone)]
struct ErrorView(Arc<dyn Fn(PageError) -> Still + Send + Sync>);

/// Sets how [`Failure`], and with it [`Loaded`](super::Loaded), shows an error. Called once, in
/// the site's root component; [`ErrorPage`] is what most sites show.
pub fn provide_error_view<V: IntoView + 'static>(
    view: impl Fn(PageError) -> V + Send + Sync + 'static,
) {
    provide_context(ErrorView(Arc::new(move |error| still(view(error)))));
}

/// Shows an error the way the site wants it shown, and gives the answer its status. A site that
/// did not say how has an [`ErrorPage`] with a sign for a title, which needs no language.
///
/// ```
/// use leptos::prelude::*;
/// use sunup::{page::Failure, prelude::*};
///
/// #[component]
/// fn NotFound() -> impl IntoView {
///     view! { <Failure error=PageError::not_found("")/> }
/// }
/// ```
#[component]
pub fn Failure(
    /// What went wrong.
    error: PageError,
) -> impl IntoView {
    set_status(error.status());
    match use_context::<ErrorView>() {
        Some(ErrorView(site)) => site(error),
        None => still(view! {
            <ErrorPage status=error.status() title="⚠" sentence=error.message()/>
        }),
    }
}
