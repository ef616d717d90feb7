//! The page cache of this site.
//!
//! ```text
//! config    its settings
//! hosts     under which names the site answers
//! policies  what sunup.toml declares for pages that declare nothing
//! site      the cache itself: keys, rules, the policy of its documents
//! service   puts it around the pages
//! own_words what it says itself, on the site's pages
//! operators what is asked of it on the admin listener
//! ```

mod config;
mod hosts;
mod operators;
mod own_words;
mod policies;
mod service;
mod site;

pub(crate) use config::Config;
pub(crate) use operators::operators;
pub(crate) use service::cached;
pub(crate) use site::{purges, site};
