//! Preferences without JavaScript: a form that sets a cookie and sends the visitor back.
//!
//! ```
//! use axum::Router;
//! use sunup_server::{error_page::ErrorPages, preferences::{self, Preference}};
//!
//! let theme = Preference { name: "theme", values: vec!["system", "light", "dark"] };
//! let config = preferences::Config { known: vec![theme], secure: true };
//! let app: Router = Router::new().merge(preferences::router(config, ErrorPages::plain()));
//! ```
//! ```html
//! <form method="post" action="/preferences">
//!   <input type="hidden" name="back" value="/article/hydration">
//!   <button name="theme" value="dark">Dark</button>
//! </form>
//! ```
//! A page's own address cannot take the form: pages are cached, and a cache answers nobody's POST.
//!
//! The cookie is not `HttpOnly`: with JavaScript the page keeps it itself, and it is no secret.

mod back;
mod error;
mod form;
mod preference;
mod router;

pub use error::PreferenceError;
pub use preference::Preference;
pub use router::{Config, PATH, router};
