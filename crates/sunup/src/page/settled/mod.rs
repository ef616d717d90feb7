//! [`Settled`]: a part of a page that stays as it is until the page goes.

#[cfg(feature = "ssr")]
#[path = "server.rs"]
mod side;
#[cfg(not(feature = "ssr"))]
#[path = "client.rs"]
mod side;

use super::StillChildren;
use leptos::prelude::*;

/// Everything inside an element, where none of it ever changes or listens: lists of links, texts,
/// tables.
///
/// The browser makes it when it shows a page itself. Where the server sent the page it leaves the
/// part alone: nothing in it is run, compared or found again, so that a long page hydrates in the
/// time of a short one.
///
/// It has to be all that its element holds. Signals, effects, listeners, [`load`](super::load)
/// and context that is provided inside would work only on pages that the browser makes: put them
/// beside it. Links need none of these; a [`Link`](crate::nav::Link) would follow the address with
/// its mark, which is why links in here are plain ones.
///
/// ```
/// use leptos::prelude::*;
/// use sunup::page::Settled;
///
/// #[component]
/// fn Tags(tags: Vec<String>) -> impl IntoView {
///     view! {
///         <ul>
///             <Settled>
///                 {tags.into_iter().map(|tag| view! { <li>{tag}</li> }).collect_view()}
///             </Settled>
///         </ul>
///     }
/// }
/// ```
#[component]
pub fn Settled(
    /// What the element holds.
    children: StillChildren,
) -> impl IntoView {
    side::settled(children)
}
