//! [`Routes`]: which page stands at which address, and [`Outlet`], where a layout shows it.
//!
//! The table is written with `ParentRoute` and `Route` of leptos_router; a layout is a component
//! with an [`Outlet`], and stays while the pages in it change.
//!
//! ```
//! use leptos::prelude::*;
//! use leptos_router::{components::{ParentRoute, Route, Router}, path};
//! use sunup::{nav::{Outlet, Progress, Routes}, prelude::*};
//!
//! #[component]
//! fn App() -> impl IntoView {
//!     Progress::provide();
//!     view! {
//!         <Router>
//!             <Routes fallback=|| "Nothing is here.">
//!                 <ParentRoute path=path!("") view=page(Lists)>
//!                     <Route path=path!("/") view=page(Newest)/>
//!                     <Route path=path!("/tag/:tag") view=page(Tagged)/>
//!                 </ParentRoute>
//!             </Routes>
//!         </Router>
//!     }
//! }
//!
//! #[component]
//! fn Lists() -> impl IntoView {
//!     view! { <nav>"Tags"</nav> <Outlet/> }
//! }
//! # #[component] fn Newest() -> impl IntoView {}
//! # #[component] fn Tagged() -> impl IntoView {}
//! ```
//!
//! `Routes` of leptos_router shows a page that enters a layout before its data is there, forgets a
//! navigation that another one to the same route overtakes, and costs the browser 17 kB of wasm
//! more (compressed) than its flat router. Here a navigation has two halves. First the components
//! of the new pages run without being shown, so that what they [`load`](crate::page::load) is
//! known and fetched; a link that the pointer rests on does the same. Then, in one go, the pages
//! are shown with their data. Until then nothing on the page changes, and whoever clicks elsewhere
//! meanwhile has not to undo anything.
//!
//! So a component of a page may run without being shown. What it does to the world (titles,
//! timers, storage) belongs into effects, which run only for what is shown.

mod level;
mod outlet;
mod table;

#[cfg(feature = "ssr")]
mod server;
#[cfg(feature = "ssr")]
use server as side;

#[cfg(not(feature = "ssr"))]
mod client;
#[cfg(not(feature = "ssr"))]
use client as side;
#[cfg(feature = "hydrate")]
mod gather;
#[cfg(feature = "hydrate")]
mod stay;

pub use outlet::Outlet;
pub use side::Routes;

#[cfg(not(feature = "ssr"))]
pub(super) use client::prefetch;
