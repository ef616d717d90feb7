//! What the route table says of one address, without the types of the table.

use crate::page::{Still, still};
use leptos::prelude::*;
use leptos_router::{
    ChooseView, MatchInterface, MatchNestedRoutes, MatchParams, RouteMatchId, params::ParamsMap,
};
use std::{
    future::Future,
    pin::pin,
    sync::{Arc, Mutex},
    task::{Context, Poll, Waker},
};

/// Makes the view of a layout or a page.
pub(super) type Component = Arc<Mutex<dyn FnMut() -> Still + Send>>;

/// One level of a match: a layout, or the page itself.
#[derive(Clone)]
#[allow(
    dead_code,
    reason = "the browser compares routes, the server has only one match"
)]
pub(super) struct Step {
    /// Which route it is; none for the fallback.
    pub(super) route: Option<RouteMatchId>,
    /// The part of the path that this level matched.
    pub(super) matched: String,
    pub(super) params: ParamsMap,
    pub(super) component: Component,
}

/// The layouts and the page at `path`, outermost first; only the fallback where there is none.
pub(super) fn steps<Table, Fallback, View>(
    table: &Table,
    fallback: &Fallback,
    path: &str,
) -> Vec<Step>
where
    Table: MatchNestedRoutes,
    Fallback: Fn() -> View + Clone + Send + 'static,
    View: RenderHtml + Send + 'static,
{
    let mut steps = Vec::new();
    match table.match_nested(path) {
        (Some((_, matched)), "" | "/") => walk(matched, &mut steps),
        _ => {
            let fallback = fallback.clone();
            steps.push(Step {
                route: None,
                matched: path.to_owned(),
                params: ParamsMap::new(),
                component: Arc::new(Mutex::new(move || still(fallback()))),
            });
        }
    }
    steps
}

fn walk<Match: MatchInterface + MatchParams>(matched: Match, steps: &mut Vec<Step>) {
    let route = Some(matched.as_id());
    let part = matched.as_matched().to_owned();
    let params = matched.to_params().into_iter().collect();
    let (view, child) = matched.into_view_and_child();
    // Components are there at once. A lazy route of Leptos would not be, and shows nothing; see
    // `crate::lazy` for what takes its place.
    let component = move || {
        let view = pin!(view.clone().choose());
        match view.poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(view) => still(view),
            Poll::Pending => still(()),
        }
    };
    steps.push(Step {
        route,
        matched: part,
        params,
        component: Arc::new(Mutex::new(component)),
    });
    if let Some(child) = child {
        walk(child, steps);
    }
}
