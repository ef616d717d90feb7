//! [`Read`]: how a reading server function is called.

use super::side;
use crate::PageError;
use http::Method;
use leptos::server_fn::{
    Http, Protocol,
    client::Client,
    codec::{FromReq, GetUrl, IntoRes, Postcard},
    server::Server,
};
use serde::{Serialize, de::DeserializeOwned};
use std::future::Future;

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
///
/// On the wire it is `Http<GetUrl, Postcard>` of server_fn. The browser's half is written here,
/// because a browser downloads server_fn's again for every function: all of ours share the one that
/// knows no types.
#[derive(Debug)]
pub struct Read;

/// The way that [`Read`] takes on the server.
type Plain = Http<GetUrl, Postcard>;

impl<Input, Output, Browser, Host> Protocol<Input, Output, Browser, Host, PageError> for Read
where
    Input: Serialize + DeserializeOwned + FromReq<GetUrl, Host::Request, PageError> + Send,
    Output: Serialize + DeserializeOwned + IntoRes<Postcard, Host::Response, PageError> + Send,
    Browser: Client<PageError>,
    Host: Server<PageError>,
{
    const METHOD: Method = Method::GET;

    fn run_server<F, Fut>(
        request: Host::Request,
        server_fn: F,
    ) -> impl Future<Output = Result<Host::Response, PageError>> + Send
    where
        F: Fn(Input) -> Fut + Send,
        Fut: Future<Output = Result<Output, PageError>> + Send,
    {
        <Plain as Protocol<Input, Output, Browser, Host, PageError>>::run_server(request, server_fn)
    }

    async fn run_client(path: &str, input: Input) -> Result<Output, PageError> {
        // Arguments that no query can hold are the caller's mistake.
        let query = serde_qs::to_string(&input).map_err(|_| PageError::bad_request(""))?;
        let bytes = side::fetch([path, "?", &query].concat()).await?;
        // Another build of the site may answer.
        postcard::from_bytes(&bytes).map_err(|_| PageError::internal())
    }
}
