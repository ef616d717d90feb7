//! The pages: each as it is rendered for every request, and as it is kept.

mod not_found;
mod rows;
mod slow;
mod small;

pub(crate) use not_found::NotFound;
pub(crate) use rows::{CachedRows, Rows};
pub(crate) use slow::Slow;
pub(crate) use small::{CachedSmall, Small};

use sunup::page::Policy;

/// The cached pages are fresh for a minute.
const MINUTE: Policy = Policy::public().max_age(60);
