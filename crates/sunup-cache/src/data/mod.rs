//! Results of functions, kept like pages: what several pages show need not be read for each.
//!
//! Data has the rules of pages: one read per name however many ask, stale results while one read
//! refreshes them, tags and purges, the same memory, and the tiers below it. No request can ask for
//! it: its keys are those of no address.
//!
//! ```
//! use std::{convert::Infallible, time::Duration};
//! use sunup_cache::Cache;
//!
//! # tokio::runtime::Runtime::new().expect("a runtime").block_on(async {
//! let cache = Cache::builder().build();
//! let popular = cache.data("tags:popular").fresh(Duration::from_secs(60)).tag("tags");
//! let read = || async { Ok::<_, Infallible>("rust, web".into()) };
//! assert_eq!(popular.clone().read(read).await.expect("a result"), "rust, web");
//!
//! cache.purge_tag("tags").await;
//! # });
//! ```

mod answer;
mod error;
mod reading;

pub use error::DataError;
pub use reading::Data;
