//! What most pages use.

pub use crate::error::PageError;
pub use crate::lazy::{Lazy, LazyPart};
pub use crate::nav::Link;
pub use crate::page::{Head, Html, Loaded, Time, load, page};
