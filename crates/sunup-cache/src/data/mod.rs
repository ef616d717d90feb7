//! Results of functions, kept like pages: what several pages show need not be read for each.
//!
//! Data has the rules of pages: one read per name however many ask, stale results while one read
//! refreshes them, tags and purges, the same memory, and the tiers below it. No request can ask for
//! it: its keys are those of no address. Lists of entries and purges know it by its path,
//! `/.data/tags:popular`, and all data of a kind by its route, `/.data/tags`.
//!
//! ```
//! use std::{convert::Infallible, time::Duration};
//! use sunup_cache::Cache;
//!
//! # tokio::runtime::Runtime::new().expect("a runtime").block_on(async {
//! let cache = Cache::builder().build();
//! let popular = cache.data("tags:popular").fresh(Duration::from_secs(60)).tag("tags");
//! let read = || async { Ok::<_, Infallible>("rust, web".into()) };
//! assert_eq!(popular.clone().read(read).await.expect("a result").bytes, "rust, web");
//!
//! cache.purge_tag("tags").await;
//! # });
//! ```
//!
//! In two points it is other than a page:
//!
//! - **A soft purge is owed a read.** A page that is purged softly is shown once more while it is
//!   made anew; what it is made of then must not be from before the purge, or the page would be old
//!   for all of its time.
//! - **It can be written through**: [`Data::write`] puts what a write made in place of what was read
//!   before.
//!
//! ```text
//! data     what is known before a result is there
//! value    a result
//! reading  from the cache, from the read under way, or by a read
//! writing  a new result in place of the old one
//! answer   a result as the response that the cache keeps
//! ```

mod answer;
#[allow(
    clippy::module_inception,
    reason = "a type and its file share the name"
)]
mod data;
mod error;
mod reading;
mod value;
mod writing;

pub use data::Data;
pub use error::DataError;
pub use value::Value;
