//! An error as a page: 404, 500, 503.

use super::{
    Suggestions,
    error_words::{heading, sentence},
};
use crate::t;
use leptos::prelude::*;
use sunup::prelude::*;

/// An error as a page. The status of the answer is set by whoever shows it.
#[component]
pub(crate) fn ErrorPage(error: PageError) -> impl IntoView {
    let status = error.status().as_u16();
    let suggestions = (status == 404).then(|| view! { <Suggestions/> });
    view! {
        <Head title=heading(status)/>
        <section class="error-page">
            <p class="error-status">{status}</p>
            <h1>{heading(status)}</h1>
            <p>{sentence(status, error.message())}</p>
            {suggestions}
            <p><Link href="/">{t::errors::go_home()}</Link></p>
        </section>
    }
}
