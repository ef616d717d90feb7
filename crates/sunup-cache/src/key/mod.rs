//! Which requests are the same: [`Key`], and the [`KeyRule`] that makes it.

mod error;
mod rule;
mod text;

pub use error::KeyError;
pub use rule::{Asked, KeyRule, Place, RouteRule};
pub use text::Key;
