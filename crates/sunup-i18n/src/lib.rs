#![doc = include_str!("../README.md")]
#![warn(missing_docs)]

mod around;
#[cfg(feature = "codegen")]
pub mod codegen;
mod locale;
pub mod message;
mod number;
mod plural;

pub use around::around;
pub use locale::Locale;
pub use number::Number;
pub use plural::{Category, plural};
