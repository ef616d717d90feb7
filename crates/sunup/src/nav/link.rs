//! [`Link`]: a link that fetches the code behind it before it is clicked.

use super::side::prefetch;
use crate::lazy::Lazy;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// A link inside the site. It carries `aria-current="page"` on the page it leads to.
///
/// With a `part` it fetches that chunk when the pointer rests on it or the keyboard reaches it,
/// unless the visitor asked for little data (Save-Data).
#[component]
pub fn Link(
    /// Path of the page.
    #[prop(into)]
    href: String,
    /// The lazily loaded part of that page.
    #[prop(optional)]
    part: Option<&'static Lazy>,
    /// Class names.
    #[prop(optional, into)]
    class: Option<String>,
    /// What to show.
    children: Children,
) -> impl IntoView {
    let fetch = move || {
        if let Some(part) = part {
            prefetch(part);
        }
    };
    let location = use_location();
    let target = href.clone();
    let current = move || (*location.pathname.read() == target).then_some("page");
    view! {
        <a
            href=href
            class=class
            aria-current=current
            on:pointerenter=move |_| fetch()
            on:focus=move |_| fetch()
        >
            {children()}
        </a>
    }
}
