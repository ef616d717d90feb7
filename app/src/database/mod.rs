//! The site's database: one connection that writes, several that read.

mod connect;
mod error;

pub use connect::Database;
pub use error::DatabaseError;
