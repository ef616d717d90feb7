//! [`memo`]: a result for the length of one render.

use super::MemoSlot;
use std::future::Future;

/// The result of this name in the current render: `read` runs once, however many components ask for
/// it and whoever comes first; the others wait for that. Nothing of it outlives the render or is
/// seen by another one, so that it may depend on the visitor.
///
/// What fails is not remembered: the next one to ask tries again. A page one part of which failed is
/// kept by no cache, and the other part may well be made.
///
/// Outside of a render, as in [`data`](super::data) that is read, each call reads. A name stands for
/// a result of one type; another type has names of its own.
///
/// ```
/// use sunup::{PageError, cache};
///
/// # async fn read(id: u64) -> Result<String, PageError> { Ok(format!("user {id}")) }
/// async fn user(id: u64) -> Result<String, PageError> {
///     cache::memo(format!("user:{id}"), || read(id)).await
/// }
/// # tokio::runtime::Runtime::new().expect("a runtime").block_on(async {
/// assert_eq!(user(7).await.as_deref(), Ok("user 7"));
/// # });
/// ```
///
/// # Errors
/// Those of `read`.
pub async fn memo<T, E, R>(name: impl Into<String>, read: impl FnOnce() -> R) -> Result<T, E>
where
    T: Clone + Send + Sync + 'static,
    R: Future<Output = Result<T, E>>,
{
    match MemoSlot::current().and_then(|slot| slot.cell::<T>(name.into())) {
        Some(cell) => cell.get_or_try_init(read).await.cloned(),
        None => read().await,
    }
}
