//! Why a page is, or is not, answered from the cache, and what is stored: for operators.
//!
//! ```
//! use sunup_cache::{Cache, purge::Selector};
//!
//! let cache = Cache::builder().build();
//! let explanation = cache.explain("/article/x?utm_source=y").expect("an address");
//! assert_eq!(explanation.key.as_deref(), Some("/article/x"));
//! assert_eq!(explanation.ignored, ["utm_source"]);
//! assert!(explanation.summary.starts_with("Nothing is stored"));
//! assert_eq!(cache.list(&Selector::prefix("/article"), 100).total, 0);
//! ```

mod address;
mod data;
mod entry_report;
mod explanation;
mod led;
mod list;
mod not_stored;
mod spoken;
mod summary;

pub use address::NoAddress;
pub use entry_report::{EntryReport, State};
pub use explanation::Explanation;
pub(crate) use led::Leads;
pub use led::Led;
pub use list::Listing;
pub use not_stored::NotStored;
