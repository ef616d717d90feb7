//! [`Outlet`]: where a layout shows the page inside it.

use super::level::Place;
use crate::page::still;
use leptos::prelude::*;

/// Where a layout shows the page inside it. Shows nothing outside a layout.
#[component]
pub fn Outlet() -> impl IntoView {
    let view = use_context::<Place>().unwrap_or_default().view();
    move || still(view())
}
