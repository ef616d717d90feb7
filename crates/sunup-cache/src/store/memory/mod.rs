//! The tier in memory: W-TinyLFU by bytes, with an index for purges.
//!
//! It is a structure of our own and not moka's: moka's capacity is fixed when it is built, its
//! evictions are batched (so that a burst of large pages weighs more than allowed), and its
//! listener runs some time after an eviction, when an index beside it has already named what is
//! gone. Here an entry enters and leaves shard and index under one lock.

mod index;
mod ledger;
mod limit;
mod name;
mod order;
mod shard;
mod shards;
mod sketch;
mod slots;
mod store;
mod tier;

pub use limit::Limit;
pub(crate) use shards::Shards;
pub use store::MemoryStore;
pub(crate) use store::Stored;
