//! [`OnServer`]: a value that browsers do not download.
//!
//! ```
//! use sunup::page::{Article, Details, OnServer};
//!
//! let day = String::from("2026-11-21");
//! let details: OnServer<Details> = (|| Article {
//!     published: day.clone(),
//!     ..Article::default()
//! })
//! .into();
//! # let _ = details;
//! ```

#[cfg(feature = "ssr")]
pub use super::server::OnServer;

#[cfg(not(feature = "ssr"))]
pub use super::client::OnServer;

/// A function can stand wherever an [`OnServer`] is asked for. The browser's half never calls it,
/// so that neither it nor what it makes is part of the browser's code.
impl<T, F, M> From<F> for OnServer<T>
where
    F: FnOnce() -> M,
    M: Into<T>,
{
    fn from(make: F) -> Self {
        Self::new(|| make().into())
    }
}
