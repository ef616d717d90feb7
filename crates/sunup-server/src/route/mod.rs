//! Which route a request takes, known before anything else looks at it.
//!
//! A router tells the pattern of a request only inside its own routes. Logs, metrics and caches
//! stand outside of them, and find it in the request's [`Exchange`](crate::exchange::Exchange).
//!
//! ```
//! use sunup_server::route::Routes;
//!
//! let routes = Routes::new(["/", "/article/{slug}"]).expect("patterns that differ");
//! assert_eq!(routes.of("/article/how-to"), Some("/article/{slug}"));
//! assert_eq!(routes.of("/nowhere"), None);
//! ```

mod label;
mod routes;

pub(crate) use label::Route;
pub use label::RouteLabel;
pub use routes::{RouteError, Routes};
