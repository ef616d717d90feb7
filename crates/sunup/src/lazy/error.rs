//! [`LazyError`]: a chunk that could not be fetched.

/// The chunk of a lazily loaded part could not be fetched. The browser's console says why.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the code of this part of the page could not be loaded")]
#[non_exhaustive]
pub struct LazyError;

impl From<leptos::wasm_split::SplitLoaderError> for LazyError {
    fn from(_: leptos::wasm_split::SplitLoaderError) -> Self {
        Self
    }
}
