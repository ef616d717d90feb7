//! What a response says to caches: `Cache-Control`, fields that target this cache, and `Cache-Tag`.

mod directives;
mod tags;
mod targets;

pub use directives::Directives;
pub use tags::{Tag, TagError, TagLimits, tags};
pub use targets::Targets;
