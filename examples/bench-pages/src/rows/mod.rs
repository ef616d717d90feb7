//! The rows of the large page.

mod data;
mod table;

#[cfg(feature = "ssr")]
mod store;

pub use data::{Row, rows};
#[cfg(feature = "ssr")]
pub use store::stored;
pub use table::Table;
