//! One request and its answer: what every other layer may know of it, and what is said of it when
//! it ends.
//!
//! [`ExchangeLayer`] gives each request an id and the name of its route, which it finds as the
//! extension [`Exchange`]. When it is answered, or left by its client, one line goes to the
//! [access log](crate::access_log) and one count to the [metrics](crate::metrics), and the answer
//! names the id. All of that is one layer because a page from the cache costs a few microseconds:
//! layers of their own would look at the clock and at the request four times.
//!
//! ```
//! use axum::{Router, routing::get};
//! use sunup_server::{exchange::ExchangeLayer, route::Routes};
//!
//! let routes = Routes::new(["/"]).expect("patterns that differ");
//! let app: Router = Router::new()
//!     .route("/", get(|| async { "hello" }))
//!     .layer(ExchangeLayer::new(routes));
//! ```

mod ending;
mod future;
mod known;
mod layer;

pub(crate) use ending::{CLIENT_LEFT, End};
pub use future::ExchangeFuture;
pub use known::Exchange;
pub use layer::{ExchangeLayer, ExchangeService};
