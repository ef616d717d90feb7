//! What the machine has, compared with what the site needs.

mod examine;
mod finding;

pub(crate) use self::examine::examine;
pub(crate) use self::finding::{Finding, print};
