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
use std::{
    future::Future,
    pin::Pin,
    task::{Context, Poll},
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

    fn run_client(
        path: &str,
        input: Input,
    ) -> impl Future<Output = Result<Output, PageError>> + Send {
        // Arguments that no query can hold are the caller's mistake.
        let url = match serde_qs::to_string(&input) {
            Ok(query) => Ok([path, "?", &query].concat()),
            Err(_) => Err(PageError::bad_request("")),
        };
        Decoded {
            bytes: side::fetch(url),
            // Another build of the site may answer.
            decode: |bytes| postcard::from_bytes(bytes).map_err(|_| PageError::internal()),
        }
    }
}

/// Bytes on their way. A value is made of them when they are there.
struct Decoded<T> {
    bytes: Bytes,
    decode: fn(&[u8]) -> Result<T, PageError>,
}

/// The bytes of an answer, or the error that was answered.
pub(super) type Bytes = Pin<Box<dyn Future<Output = Result<Vec<u8>, PageError>> + Send>>;

impl<T> Future for Decoded<T> {
    type Output = Result<T, PageError>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let decode = self.decode;
        self.bytes
            .as_mut()
            .poll(context)
            .map(|bytes| bytes.and_then(|bytes| decode(&bytes)))
    }
}
