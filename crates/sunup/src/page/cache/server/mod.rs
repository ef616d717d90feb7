//! The server's half: what is said during a render becomes headers of its answer.
//!
//! ```text
//! state   what pages and their data call
//! slot    where it is kept until the answer is complete
//! stated  all that was said, and the headers it means
//! data    what the cache is told of data that pages share
//! strictest what two policies for one answer come to
//! ```

mod data;
mod slot;
mod state;
mod stated;
mod strictest;

pub(crate) use slot::CacheSlot;
pub use state::{cache, stating, tag, tracked};
pub(crate) use state::{failed, shows, varies_by_cookie};
pub use stated::Stated;
