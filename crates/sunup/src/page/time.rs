//! [`Time`]: a moment or a day, for machines and for readers.

use leptos::prelude::*;

/// A moment or a day: `<time datetime="2026-11-21" title="Saturday">21 November 2026</time>`.
///
/// The text comes with the data: the browser knows neither the site's time zone nor the moment
/// when the server rendered the page, and a text of its own would differ from the one that is
/// there.
///
/// ```
/// use leptos::prelude::*;
/// use sunup::prelude::*;
///
/// #[component]
/// fn Published() -> impl IntoView {
///     view! { <Time datetime="2026-11-21" text="21 November 2026"/> }
/// }
/// ```
/// A text that machines understand as it stands, `2026`, needs none of this.
///
/// **Pattern.** None: an element of text, which ARIA knows by its native role `time`. Screen
/// readers read the text and not the attribute, so that the text says all a reader needs.
///
/// **Keyboard.** Nothing to reach. `title` is shown to the pointer alone: nothing stands there
/// that cannot be missed.
#[component]
pub fn Time(
    /// For machines, as HTML wants it: `2026-11-21`, `2026-11-21T08:00:00Z`.
    #[prop(into)]
    datetime: String,
    /// For readers.
    #[prop(into)]
    text: String,
    /// More exactly, where the text is short: shown when the pointer rests on it.
    #[prop(optional, into)]
    title: Option<String>,
) -> impl IntoView {
    view! { <time datetime=datetime title=title>{text}</time> }
}
