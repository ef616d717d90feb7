//! [`Still`]: a view whose type is left out, that is hydrated in one go and replaced in one go.

#[cfg(feature = "ssr")]
#[path = "server.rs"]
mod side;
#[cfg(not(feature = "ssr"))]
#[path = "client.rs"]
mod side;

use leptos::{
    children::{ChildrenOptContainer, ToChildren},
    prelude::*,
};

pub use side::Still;
#[cfg(not(feature = "ssr"))]
pub(super) use side::{Shown, View, pass_by};

/// Makes a component the view of a route: `<Route path=path!("/") view=page(Home)/>`.
///
/// Leptos can also hydrate a page that waits for its code (`hydrate_async`), and go through a view
/// and change what differs from the next one (`rebuild`). The browser would download both for every
/// page, used or not: lazily loaded parts of Sunup never make hydration wait, and where a page
/// takes the place of another nearly all of it differs.
pub fn page<V>(component: impl Fn() -> V + Clone + Send) -> impl Fn() -> Still + Clone + Send
where
    V: IntoView + 'static,
{
    move || still(component())
}

/// What stands between the tags of a component, with the type of its view left out.
pub struct StillChildren(Box<dyn FnOnce() -> Still + Send>);

impl StillChildren {
    /// Makes the view.
    pub fn view(self) -> Still {
        (self.0)()
    }
}

impl<F, V> ToChildren<F> for StillChildren
where
    F: FnOnce() -> V + Send + 'static,
    V: IntoView + 'static,
{
    fn to_children(children: F) -> Self {
        Self(Box::new(move || still(children())))
    }
}

/// A text between the tags comes as it is, and not as a function.
impl<V> ToChildren<ChildrenOptContainer<V>> for StillChildren
where
    V: IntoView + Send + 'static,
{
    fn to_children(children: ChildrenOptContainer<V>) -> Self {
        Self(Box::new(move || still(children.0)))
    }
}

/// Leaves out the type of a view.
pub(crate) fn still(view: impl IntoView + 'static) -> Still {
    side::still(view)
}
