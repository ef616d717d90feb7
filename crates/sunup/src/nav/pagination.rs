//! [`Pagination`]: the ways to the pages beside this one.

use leptos::prelude::*;

/// The ways to the pages beside this one, in a list that is walked by keys and has no page
/// numbers. Nothing where there is only one page.
///
/// ```
/// use leptos::prelude::*;
/// use sunup::prelude::*;
///
/// #[component]
/// fn Pages(newer: Option<String>, older: Option<String>) -> impl IntoView {
///     view! {
///         <Pagination
///             label="Pages of this list"
///             previous=newer
///             previous_text="Newer articles"
///             next=older
///             next_text="Older articles"
///         />
///     }
/// }
/// ```
/// The links are links like others, so that the page behind one is fetched ahead. They are no
/// [`Link`](super::Link)s: the address of a page of a list differs by its query alone, and none of
/// them leads to the page that is shown.
///
/// **Pattern.** A navigation landmark (WAI-ARIA APG, *Landmarks*) whose label tells it from the
/// others of the page, with a list of one or two links. `rel="prev"` and `rel="next"` say to
/// machines what the texts say to readers; the texts are the accessible names, so that they say
/// where a link leads without the one beside it. Arrows are the stylesheet's.
///
/// **Keyboard.** Each link is a tab stop, the previous page first; Enter follows it. Left and
/// right, which belong to the browser, do nothing here.
#[component]
pub fn Pagination(
    /// Which pages these are: "Pages of this list".
    #[prop(into)]
    label: String,
    /// Address of the page before this one.
    previous: Option<String>,
    /// What the way there is called: "Newer articles".
    #[prop(into)]
    previous_text: String,
    /// Address of the page after this one.
    next: Option<String>,
    /// What the way there is called: "Older articles".
    #[prop(into)]
    next_text: String,
) -> impl IntoView {
    let link = |href: Option<String>, rel: &'static str, text: String| {
        href.map(|href| {
            view! { <li class="page-item"><a href=href rel=rel class="page-link">{text}</a></li> }
        })
    };
    let previous = link(previous, "prev", previous_text);
    let next = link(next, "next", next_text);
    (previous.is_some() || next.is_some()).then(|| {
        view! {
            <nav aria-label=label>
                <ul class="pagination">{previous}{next}</ul>
            </nav>
        }
    })
}
