//! What a response says to caches: `Cache-Control`, fields that target this cache, and `Cache-Tag`.

mod dictionary;
mod directives;
mod item;
pub(crate) mod list;
mod tags;
mod targets;

pub use directives::Directives;
pub(crate) use directives::whole_seconds;
pub use tags::{CACHE_TAG, Tag, TagError, TagLimits, canonical_tag, tags};
pub use targets::Targets;
