//! The page cache of a running site, asked over its admin listener.

mod explain;
mod http;
mod listener;
mod purge;
mod reading;
mod rewarming;
mod site;
mod stats;
mod target;
mod top;
mod warm;

pub(crate) use self::explain::explain;
pub(crate) use self::purge::{Selector, flush, purge};
pub(crate) use self::site::Site;
pub(crate) use self::stats::stats;
pub(crate) use self::top::top;
pub(crate) use self::warm::warm;
