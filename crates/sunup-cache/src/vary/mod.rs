//! The second level of the key: what a response says it varies by (RFC 9111, section 4.1).

mod names;
mod value;

pub use names::{VaryAny, VaryNames};
