//! The browser's entry point.

mod start;
pub(crate) mod turns;

pub use start::start;
