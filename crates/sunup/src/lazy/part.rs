//! [`Lazy`]: one part with a chunk of its own.

use super::LazyError;
use crate::page::Still;
use std::{future::Future, pin::Pin};

/// The future of a chunk being fetched. It lives on one thread, like everything in a browser.
pub type LazyFuture<T> = Pin<Box<dyn Future<Output = Result<T, LazyError>>>>;

/// A part of a page with a chunk of its own, declared with [`lazy!`](crate::lazy!).
#[derive(Debug)]
pub struct Lazy {
    name: &'static str,
    view: fn() -> LazyFuture<Still>,
    preload: fn() -> LazyFuture<()>,
}

impl Lazy {
    /// What [`lazy!`](crate::lazy!) expands to.
    #[doc(hidden)]
    pub const fn new(
        name: &'static str,
        view: fn() -> LazyFuture<Still>,
        preload: fn() -> LazyFuture<()>,
    ) -> Self {
        Self {
            name,
            view,
            preload,
        }
    }

    /// Name of the chunk, unique in the site.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Fetches the chunk when it is not there yet, and builds the view.
    pub fn view(&self) -> LazyFuture<Still> {
        (self.view)()
    }

    /// Fetches the chunk without building anything.
    pub fn preload(&self) -> LazyFuture<()> {
        (self.preload)()
    }
}
