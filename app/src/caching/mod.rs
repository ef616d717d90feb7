//! What the page cache has to know of this site.
//!
//! ```text
//! names    under which names pages are purged
//! changes  what an import changed, in these names
//! shown    what is compared for that
//! journal  the names of all changes, in the database
//! routes   which names of a query each address reads
//! ```

mod changes;
mod journal;
pub(crate) mod names;
mod routes;
mod shown;

pub use changes::{Changes, Purge};
pub use journal::{Journal, JournalError, News, Place};
pub(crate) use journal::{write_changes, write_everything};
pub use routes::query_names;
pub(crate) use shown::Shown;
