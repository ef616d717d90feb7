//! What is kept of a render: [`Entry`], its bodies in several encodings, and how it is served.

mod bodies;
mod build;
#[allow(
    clippy::module_inception,
    reason = "a type and its file share the name"
)]
mod entry;
mod fields;
mod respond;
#[cfg(feature = "disk")]
mod restored;
mod stamp;

pub(crate) use bodies::{Bodies, vary_by_encoding};
pub use build::BuildId;
pub(crate) use entry::Origin;
pub use entry::{Entry, Kept};
pub(crate) use fields::keep_end_to_end;
pub(crate) use respond::Answer;
