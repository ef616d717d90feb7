//! One log line per request when its [exchange](crate::exchange) ends: answered, or left by its
//! client.
//!
//! It names request id, method, path, route, status and time, and what the page cache did. Queries
//! are never logged, for they carry what people typed.
//!
//! Lines are events of `tracing`. Where the log is JSON, and so read by machines, they do not take
//! that way: a page from the cache costs a few microseconds, and formatting an event as much
//! again. They are written in the same form by hand, and some at a time (`writer.rs`).

mod json;
mod line;
mod writer;

pub(crate) use line::{Line, shortened};
pub use writer::flush;
pub(crate) use writer::start;
