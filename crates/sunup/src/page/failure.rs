//! [`Failure`]: how an error looks inside a page.

use super::{Still, still};
use crate::PageError;
use leptos::prelude::*;
use std::sync::Arc;

/// The site's own look of an error, kept in context.
#[derive(Clone)]
struct ErrorView(Arc<dyn Fn(PageError) -> Still + Send + Sync>);

/// Sets how [`Failure`], and with it [`Loaded`](super::Loaded), shows an error. Called once, in
/// the site's root component.
pub fn provide_error_view<V: IntoView + 'static>(
    view: impl Fn(PageError) -> V + Send + Sync + 'static,
) {
    provide_context(ErrorView(Arc::new(move |error| still(view(error)))));
}

/// Shows an error the way the site wants it shown, or plainly when it did not say.
#[component]
pub fn Failure(
    /// What went wrong.
    error: PageError,
) -> impl IntoView {
    match use_context::<ErrorView>() {
        Some(ErrorView(site)) => site(error),
        None => still(view! {
            <section class="error-page" role="alert">
                <h1>{error.status().as_u16()}</h1>
                <p>{error.message().to_owned()}</p>
            </section>
        }),
    }
}
