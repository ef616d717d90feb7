//! [`Loaded`]: shows data when it is there, and the error when it will not come.

use super::{Failure, set_status};
use crate::PageError;
use leptos::{either::Either, prelude::*};

/// Shows `children` with the data of `resource`, or the site's error view with its status.
///
/// The server waits for the data before it sends anything; during a client navigation the page
/// that is there stays until the next one has its data.
#[component]
pub fn Loaded<T, F, V>(
    /// The data, made by [`load`](super::load).
    resource: Resource<Result<T, PageError>>,
    /// What to show; gets the data.
    children: F,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    F: Fn(T) -> V + Clone + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let content = move || {
        let children = children.clone();
        // `.await` inside `Suspend`, never `.get()`: two boundaries that share resources through
        // `.get()` can keep waking one another on the server (leptos#4578).
        Suspend::new(async move {
            match resource.await {
                Ok(data) => Either::Left(children(data)),
                Err(error) => {
                    set_status(error.status());
                    Either::Right(view! { <Failure error/> })
                }
            }
        })
    };
    view! {
        <Transition fallback=|| view! { <p class="loading" aria-busy="true">"Loading…"</p> }>
            {content}
        </Transition>
    }
}
