//! The page cache of this site.
//!
//! ```text
//! config    its settings
//! hosts     under which names the site answers
//! policies  what sunup.toml declares for pages that declare nothing
//! places    what was said of each route
//! site      the cache itself: keys, rules, the policy of its documents
//! ready     finds the answers that are there already
//! service   puts it around the pages; what it says itself
//! operators what is asked of it on the admin listener
//! ```

mod config;
mod hosts;
mod operators;
mod places;
mod policies;
mod ready;
mod service;
mod site;

pub(crate) use config::Config;
pub(crate) use operators::operators;
pub(crate) use places::Places;
pub(crate) use ready::ready;
pub(crate) use service::{cached, own_words};
pub(crate) use site::{documents, purges, site};
