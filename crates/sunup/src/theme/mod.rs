//! Light, dark, or what the system says.
//!
//! ```
//! use leptos::prelude::*;
//! use leptos_router::components::Router;
//! use sunup::theme::{Theme, ThemeSwitch};
//!
//! #[component]
//! fn App() -> impl IntoView {
//!     Theme::provide();
//!     view! {
//!         <Router>
//!             <ThemeSwitch label="Theme" system="As the system" light="Light" dark="Dark"/>
//!         </Router>
//!     }
//! }
//! ```
//! In the document, which the server alone renders:
//!
//! ```ignore
//! <html data-theme=Theme::asked_for().word()>
//!     <head>
//!         <ThemeMeta light="#fdf9f3" dark="#12131a"/>
//! ```
//!
//! The cookie `theme` has one of three values, and any other counts as none. The server renders
//! the page for it, so that the first frame is right without a script; whatever caches pages has
//! to keep one copy for each of the three.

#[cfg(feature = "ssr")]
mod meta;
mod switch;
#[allow(
    clippy::module_inception,
    reason = "a type and its file share the name"
)]
mod theme;

#[cfg(feature = "ssr")]
#[path = "server.rs"]
mod side;
#[cfg(not(feature = "ssr"))]
#[path = "client.rs"]
mod side;

#[cfg(feature = "ssr")]
pub use meta::ThemeMeta;
pub use switch::ThemeSwitch;
pub use theme::Theme;
