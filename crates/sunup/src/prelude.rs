//! What most pages use.

pub use crate::error::PageError;
pub use crate::lazy::{Lazy, LazyPart};
pub use crate::nav::{Link, Pagination};
pub use crate::page::{ErrorPage, Head, Html, Later, Loaded, Settled, Time, load, page};
