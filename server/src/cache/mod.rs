//! The page cache of this site.
//!
//! ```text
//! config    its settings
//! hosts     under which names the site answers
//! policies  what [routes] of sunup.toml says of how pages are kept
//! places    what was said of each route
//! site      the cache itself: keys, rules, the policy of its documents
//! disk      the tier below the memory, which outlives the process
//! build     which program and settings rendered a page
//! follower  purges what changed, whoever changed it
//! reached   how far it has come, over a restart
//! ahead     renders pages ahead of their visitors
//! ready     finds the answers that are there already
//! service   puts it around the pages
//! own_words says what it says itself on the site's pages
//! operators what is asked of it on the admin listener
//! ```

mod ahead;
mod build;
mod config;
mod disk;
mod follower;
mod hosts;
mod operators;
mod own_words;
mod places;
mod policies;
mod reached;
mod ready;
mod service;
mod site;

pub(crate) use ahead::{Ahead, ahead};
pub(crate) use config::Config;
pub(crate) use disk::{changes, disk, heat};
pub(crate) use follower::Follower;
pub(crate) use operators::operators;
pub(crate) use places::Places;
pub(crate) use ready::ready;
pub(crate) use service::cached;
pub(crate) use site::{documents, site};
