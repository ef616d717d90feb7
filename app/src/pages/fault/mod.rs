//! The error pages, on demand: `/fault/error`, `/fault/panic`, `/fault/render` and `/fault/hang`.
//!
//! In development they show how failures look; the end-to-end tests switch them on to see that
//! they are survived. In production (`faults = false`) the addresses do not exist.

mod data;

#[cfg(feature = "ssr")]
mod server;
#[cfg(feature = "ssr")]
use server::panic_while_rendering;

#[cfg(not(feature = "ssr"))]
mod client;
#[cfg(not(feature = "ssr"))]
use client::panic_while_rendering;

use data::fault;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use sunup::prelude::*;

/// A page that fails the way its address says.
#[component]
pub(crate) fn Fault() -> impl IntoView {
    let params = use_params_map();
    let kind = move || params.read().get("kind").unwrap_or_default();
    panic_while_rendering(&params.read_untracked().get("kind").unwrap_or_default());
    let answer = load(kind, fault);
    view! {
        <Loaded resource=answer let:text>
            <h1>{text}</h1>
        </Loaded>
    }
}
