//! [`Read`]: how a reading server function is called.

use leptos::server_fn::{
    Http,
    codec::{GetUrl, Postcard},
};

/// A reading server function: GET, arguments in the query, so that its answer can be cached,
/// prefetched and kept offline; the answer in postcard, as in [`Compact`](super::Compact).
///
/// ```
/// use leptos::prelude::*;
/// use sunup::{PageError, page::Read};
///
/// #[server(prefix = "/_fn", endpoint = "sum", protocol = Read)]
/// async fn sum(a: u32, b: u32) -> Result<u32, PageError> {
///     Ok(a + b)
/// }
/// ```
pub type Read = Http<GetUrl, Postcard>;
