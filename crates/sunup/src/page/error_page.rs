//! [`ErrorPage`]: an error as a page.

use super::{Head, StillChildren};
use http::StatusCode;
use leptos::prelude::*;

/// An error as a page: 404, 500, 503. What it says is the site's, and so is what helps from there:
/// suggestions, a search, a way back.
///
/// ```
/// use leptos::prelude::*;
/// use sunup::{page::provide_error_view, prelude::*};
///
/// #[component]
/// fn Failed(error: PageError) -> impl IntoView {
///     view! {
///         <ErrorPage
///             status=error.status()
///             title="Nothing is at this address"
///             sentence=error.message()
///         >
///             <p><Link href="/">"Go to the front page"</Link></p>
///         </ErrorPage>
///     }
/// }
///
/// #[component]
/// fn App() -> impl IntoView {
///     provide_error_view(|error| view! { <Failed error/> });
/// }
/// ```
///
/// It states the title of the page, and that search engines leave it out: a [`Head`] without a
/// path. The status of the answer is set by [`Failure`](super::Failure), which shows the view that
/// the site provided.
///
/// **Pattern.** No landmark and no role of its own: it is what the page has in `<main>`, under the
/// page's one `<h1>`. It is no `role="alert"`: after a navigation the heading has the focus and the
/// title is announced, and an alert would be a third voice. The number above the heading is text.
///
/// **Keyboard.** The heading takes the focus by script and is no tab stop
/// (`tabindex="-1"`). The first Tab after it reaches what stands below.
#[component]
pub fn ErrorPage(
    /// What the answer says it is.
    status: StatusCode,
    /// What happened, in a few words: the heading, and the title of the document.
    #[prop(into)]
    title: String,
    /// What it means and what to do.
    #[prop(into)]
    sentence: String,
    /// What helps from here.
    #[prop(optional)]
    children: Option<StillChildren>,
) -> impl IntoView {
    let below = children.map(StillChildren::view);
    view! {
        <Head title=title.clone()/>
        <section class="error-page">
            <p class="error-status">{status.as_u16()}</p>
            <h1 tabindex="-1">{title}</h1>
            <p>{sentence}</p>
            {below}
        </section>
    }
}
