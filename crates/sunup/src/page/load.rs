//! [`load`]: the data of a page.

use super::{Compact, side};
use crate::PageError;
use leptos::prelude::*;
use serde::{Serialize, de::DeserializeOwned};
use std::future::Future;

/// Data of a page: what [`load`] fetches, or why it could not.
pub type Data<T> = Resource<Result<T, PageError>, Compact>;

/// Loads a page's data with `fetch` whenever `source` changes.
///
/// The server fetches during the render and hands the answer to the browser inside the page, so
/// that hydration fetches nothing. A panic in `fetch` is an answer too: 500.
pub fn load<S, T, Fut>(
    source: impl Fn() -> S + Send + Sync + 'static,
    fetch: impl Fn(S) -> Fut + Send + Sync + 'static,
) -> Data<T>
where
    S: PartialEq + Clone + Send + Sync + 'static,
    T: Serialize + DeserializeOwned + Clone + Send + Sync + 'static,
    Fut: Future<Output = Result<T, PageError>> + Send + 'static,
{
    Resource::new_with_options(source, move |input| side::guarded(fetch(input)), false)
}
