//! The browser's entry point.

mod start;

pub use start::start;
