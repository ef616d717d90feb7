//! The site's database: one connection that writes, several that read.
//!
//! ```text
//! connect   Database, whichever kind the address names
//! sqlite    a file            postgres  a server, where it is built in (feature `postgres`)
//! address   which kind an address names, and how it is shown without its password
//! ```

mod address;
mod connect;
mod error;
mod postgres;
mod sqlite;

pub use address::shown;
pub use connect::Database;
pub use error::DatabaseError;
