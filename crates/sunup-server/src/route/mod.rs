//! Which route a request takes, known before anything else looks at it.
//!
//! A router tells the pattern of a request only inside its own routes. Logs, metrics and caches
//! stand outside of them, and find it in the request's extensions as [`RouteLabel`].
//!
//! ```
//! use sunup_server::route::Routes;
//!
//! let routes = Routes::new(["/", "/article/{slug}"]).expect("patterns that differ");
//! assert_eq!(routes.of("/article/how-to"), Some("/article/{slug}"));
//! assert_eq!(routes.of("/nowhere"), None);
//! ```

mod label;
mod layer;
mod routes;

pub use label::{Route, RouteLabel};
pub use layer::{RouteLayer, RouteService};
pub use routes::{RouteError, Routes};
