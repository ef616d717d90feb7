//! Where entries are kept: [`Store`], and [`MemoryStore`], the tier in memory.

mod memory;
#[allow(
    clippy::module_inception,
    reason = "a type and its file share the name"
)]
mod store;

pub use memory::{Limit, MemoryStore};
pub(crate) use memory::{Shards, Stored};
pub use store::{Store, StoreFuture};
