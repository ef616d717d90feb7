//! Purges: what they name, how strict they are, and what they mean for renders under way.
//!
//! ```
//! use sunup_cache::purge::{Selector, Strictness};
//!
//! let after_a_write = (Selector::tag("article:x"), Strictness::Strict);
//! let by_an_operator = (Selector::prefix("/tag"), Strictness::Soft);
//! assert!(after_a_write.1 > by_an_operator.1);
//! ```

mod marks;
mod purged;
mod selector;
mod strictness;

pub(crate) use marks::{Marks, Overtaken};
pub use purged::Purged;
pub use selector::Selector;
pub use strictness::Strictness;
