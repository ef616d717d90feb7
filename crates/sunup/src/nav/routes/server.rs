//! The server's half: one address, one render.

use super::{
    level::{Level, Place},
    table,
};
use crate::page::still;
use leptos::prelude::*;
use leptos_router::{
    MatchNestedRoutes, Method, RouteList, RouteListing, SsrMode, components::RouteChildren,
    hooks::use_url,
};

/// The pages of the site by their addresses.
#[component]
pub fn Routes<Table, Fallback, View>(
    /// What is shown at any other address. It sets the status: 404.
    fallback: Fallback,
    /// The table: `ParentRoute` and `Route` of leptos_router.
    children: RouteChildren<Table>,
) -> impl IntoView
where
    Table: MatchNestedRoutes + Send + 'static,
    Fallback: Fn() -> View + Clone + Send + 'static,
    View: IntoView + 'static,
{
    let table = children.into_inner();
    let root = Place::default();
    if RouteList::is_generating() {
        let listed = table.generate_routes().into_iter();
        // Without a method leptos_axum would route nothing to the page.
        let listed = listed
            .map(|route| RouteListing::new(route.segments, SsrMode::Async, [Method::Get], []));
        RouteList::register(RouteList::from(listed.collect::<Vec<_>>()));
    } else {
        let url = use_url().get_untracked();
        let chain = Level::chain(table::steps(&table, &fallback, url.path()), &url);
        root.show(chain.into_iter().next());
    }
    let view = root.view();
    move || still(view())
}
