//! [`Loaded`]: shows data when it is there, and the error when it will not come.

use super::{Data, Failure, Still, Words, side, still};
use crate::{PageError, nav::Progress};
use leptos::prelude::*;
use serde::{Serialize, de::DeserializeOwned};

/// Shows `children` with the data of `resource`, or the site's error view with its status.
///
/// The server waits for the data before it sends anything; during a client navigation the page
/// that is there stays until the next one has its data.
#[component]
pub fn Loaded<T, F, V>(
    /// The data, made by [`load`](super::load).
    resource: Data<T>,
    /// What to show; gets the data.
    children: F,
) -> impl IntoView
where
    T: Serialize + DeserializeOwned + Clone + Send + Sync + 'static,
    F: Fn(T) -> V + Clone + Send + Sync + 'static,
    V: IntoView + 'static,
{
    boundary(resource, children, |error| {
        still(view! { <Failure error/> })
    })
}

/// Shows `children` with the data of `resource`, for a part without which the page is still one: a
/// list beside the text, a suggestion. Its error is what `failed` makes of it, and has neither
/// heading nor title, as the page has its own. The answer gets the status of the error, so that no
/// cache keeps a page that lacks something.
///
/// ```
/// use leptos::prelude::*;
/// use sunup::{page::LoadedAside, prelude::*};
///
/// fn failed(error: PageError) -> impl IntoView {
///     view! { <p class="notice">{error.message().to_owned()}</p> }
/// }
///
/// async fn popular() -> Result<Vec<String>, PageError> {
///     Ok(Vec::new())
/// }
///
/// #[component]
/// fn Popular() -> impl IntoView {
///     let tags = load(|| (), |()| popular());
///     view! {
///         <aside>
///             <LoadedAside resource=tags failed let:tags>
///                 <p>{tags.join(", ")}</p>
///             </LoadedAside>
///         </aside>
///     }
/// }
/// ```
#[component]
pub fn LoadedAside<T, E, F, V>(
    /// The data, made by [`load`](super::load).
    resource: Data<T>,
    /// What to show in place of the data that did not come.
    failed: fn(PageError) -> E,
    /// What to show; gets the data.
    children: F,
) -> impl IntoView
where
    T: Serialize + DeserializeOwned + Clone + Send + Sync + 'static,
    E: IntoView + 'static,
    F: Fn(T) -> V + Clone + Send + Sync + 'static,
    V: IntoView + 'static,
{
    boundary(resource, children, move |error| {
        side::set_status(error.status());
        still(failed(error))
    })
}

fn boundary<T, F, V>(
    resource: Data<T>,
    children: F,
    failed: impl Fn(PageError) -> Still + Clone + Send + Sync + 'static,
) -> Still
where
    T: Serialize + DeserializeOwned + Clone + Send + Sync + 'static,
    F: Fn(T) -> V + Clone + Send + Sync + 'static,
    V: IntoView + 'static,
{
    if side::is_collecting() {
        return still(());
    }
    waiting(Box::new(move || {
        let (children, failed) = (children.clone(), failed.clone());
        // `.await` inside `Suspend`, never `.get()`: two boundaries that share resources through
        // `.get()` can keep waking one another on the server (leptos#4578).
        Suspend::new(async move {
            let answer = resource.get().await;
            side::kept().await;
            match answer {
                Ok(data) => still(children(data)),
                Err(error) => failed(error),
            }
        })
    }))
}

/// The boundary around the data. Not generic, so that the browser downloads it once and not once
/// for every page.
fn waiting(content: Box<dyn Fn() -> Suspend<Still> + Send + Sync>) -> Still {
    let words = Words::current();
    let boundary = view! {
        <Transition
            set_pending=Progress::current().loading()
            fallback=move || {
                still(view! { <p class="loading" aria-busy="true">{(words.loading)()}</p> })
            }
        >
            {content}
        </Transition>
    };
    still(boundary)
}
