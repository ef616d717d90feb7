//! What a page says to caches: how long it may be kept, and what it shows.
//!
//! ```no_run
//! use sunup::page::{Policy, cache, tracked};
//! # async fn read() -> Result<(), sunup::PageError> { Ok(()) }
//!
//! # async fn data(slug: &str) -> Result<(), sunup::PageError> {
//! cache(Policy::hours());
//! let article = tracked(format_args!("article:{slug}"), || read()).await?;
//! # Ok(article) }
//! ```
//!
//! A page with data says so in its server function: the page that calls it and the answer under
//! `/_fn` then carry the same policy and the same tags, and one purge reaches both. A page without
//! data says it in its component. What nobody says is `private, no-store`.
//!
//! Everything that a render calls may speak: of several policies the strictest counts, and tags
//! add up. Data that pages share (`sunup::cache`, on the server) speaks for itself. A page of which a part failed (a status of 500 or more) is kept by no cache.

mod policy;

#[cfg(feature = "ssr")]
#[path = "server/mod.rs"]
mod side;
#[cfg(not(feature = "ssr"))]
#[path = "client.rs"]
mod side;

pub use policy::Policy;
pub use side::{cache, tag, tracked};

#[cfg(feature = "ssr")]
pub(crate) use side::{CacheSlot, failed, shows, varies_by_cookie};
#[cfg(feature = "ssr")]
pub use side::{Stated, stating};
