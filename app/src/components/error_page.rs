//! An error as a page: 404, 500, 503.

use leptos::prelude::*;
use sunup::prelude::*;

/// An error as a page. The status of the answer is set by whoever shows it.
#[component]
pub(crate) fn ErrorPage(error: PageError) -> impl IntoView {
    let status = error.status();
    let heading = match status.as_u16() {
        404 => "Nothing is at this address",
        503 => "This takes too long",
        500.. => "Something broke",
        _ => "That did not work",
    };
    view! {
        <Head title=heading/>
        <section class="error-page">
            <p class="error-status">{status.as_u16()}</p>
            <h1>{heading}</h1>
            <p>{error.message().to_owned()}</p>
            <p><Link href="/">"Go to the front page"</Link></p>
        </section>
    }
}
