//! Which requests are the same: [`Key`], and the [`KeyRule`] that makes it.
//!
//! Path, the query names that the route declared, locale, theme, and whether the islands router
//! asks. The host is no part of it: [`Hosts`](crate::request::Hosts) are checked before. A render
//! sees a request that is made from the key ([`KeyRule::neutral`]), so that nothing else that a
//! visitor sends can change a page that others get.
//!
//! ```
//! use http::{Request, Uri};
//! use sunup_cache::key::{KeyRule, Place, RouteRule};
//! use std::sync::Arc;
//!
//! let articles = Arc::new(RouteRule::new("/articles").query(["page"]));
//! let rule = KeyRule::new(move |_| Place::of(&articles)).theme("theme", &["system", "dark"]);
//!
//! let request = Request::get("/articles?utm_source=x&page=2").header("cookie", "theme=dark; id=7");
//! let (parts, ()) = request.body(()).expect("a request").into_parts();
//! let asked = rule.key(&parts).expect("a plain path");
//! assert_eq!(asked.key.as_str(), "/articles?page=2 theme=dark");
//!
//! let neutral = rule.neutral(&parts, &asked).expect("a plain path");
//! assert_eq!(neutral.uri, "/articles?page=2");
//! assert_eq!(neutral.headers["cookie"], "theme=dark");
//! ```

mod again;
mod data;
mod draft;
mod error;
pub(crate) mod escape;
mod neutral;
mod path;
mod query;
mod route;
mod rule;
mod text;

pub(crate) use data::{BELOW as DATA_BELOW, data_asked, data_kind, data_named, data_text};
pub(crate) use draft::Draft;
pub use error::KeyError;
pub use route::{Place, RouteRule};
pub use rule::{Asked, KeyRule};
pub use text::Key;
