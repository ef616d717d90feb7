//! [`Later`]: a part of a page that is hydrated in a turn of its own.

#[cfg(feature = "ssr")]
#[path = "server.rs"]
mod side;
#[cfg(not(feature = "ssr"))]
#[path = "client.rs"]
mod side;

use super::StillChildren;
use leptos::prelude::*;

/// Everything inside an element, hydrated after what is around it and in a task of its own.
///
/// A page that is hydrated in one go answers no tap meanwhile; with a part for each layout it
/// answers between them. What is put off is hydrated all the same, in the order of the document,
/// and before any [`effect`](crate::effect()) runs. Where the browser makes the page itself nothing
/// is put off.
///
/// It has to be all that its element holds. [`Settled`](super::Settled) is for what need not be
/// hydrated at all.
///
/// ```
/// use leptos::prelude::*;
/// use sunup::{nav::Outlet, page::Later};
///
/// #[component]
/// fn Layout() -> impl IntoView {
///     view! {
///         <nav>"Sections"</nav>
///         <div class="section"><Later><Outlet/></Later></div>
///     }
/// }
/// ```
#[component]
pub fn Later(
    /// What the element holds.
    children: StillChildren,
) -> impl IntoView {
    side::later(children)
}
