//! Where entries are kept: [`Store`], and [`MemoryStore`], the tier in memory. With the feature
//! `disk`, the module of that name is the tier below it.

#[cfg(feature = "disk")]
pub mod disk;
mod earlier;
mod memory;
#[allow(
    clippy::module_inception,
    reason = "a type and its file share the name"
)]
mod store;

pub use earlier::{Earlier, EarlierBuilds};
pub use memory::{Limit, MemoryStore};
pub(crate) use memory::{Shards, Stored};
pub use store::{Store, StoreFuture};
