//! One id per request, in the log and on the response.
//!
//! An `x-request-id` from a proxy in front is kept when it is well-formed, so that both logs name
//! the request alike; any other is replaced. Handlers find it as the extension [`RequestId`].
//!
//! ```
//! use axum::{Router, routing::get};
//! use sunup_server::request_id::RequestIdLayer;
//!
//! let app: Router = Router::new()
//!     .route("/", get(|| async { "hello" }))
//!     .layer(RequestIdLayer::new());
//! ```

use std::{
    convert::Infallible,
    fmt,
    task::{Context, Poll},
};

use axum::{body::Body, response::Response};
use futures::{FutureExt, TryFutureExt, future::BoxFuture};
use http::{HeaderName, HeaderValue, Request};
use tower::{Layer, Service};

const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// The id of a request: at most 64 characters of `A-Z a-z 0-9 - _ . : = +`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestId(HeaderValue);

impl RequestId {
    /// 128 random bits as 32 hexadecimal digits.
    pub fn random() -> Self {
        let mut bytes = [0; 16];
        if getrandom::fill(&mut bytes).is_err() {
            // Without entropy ids may repeat, which costs a clear log but no safety.
            bytes = [0; 16];
        }
        let text = format!("{:032x}", u128::from_be_bytes(bytes));
        Self(HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static("none")))
    }

    /// The id as sent by a client, if it is well-formed.
    pub fn accept(value: &HeaderValue) -> Option<Self> {
        let bytes = value.as_bytes();
        let safe = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.:=+".contains(byte);
        ((1..=64).contains(&bytes.len()) && bytes.iter().all(safe)).then(|| Self(value.clone()))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        self.0.to_str().unwrap_or_default()
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Gives every request a [`RequestId`] and every response its header.
#[derive(Clone, Copy, Debug, Default)]
pub struct RequestIdLayer;

impl RequestIdLayer {
    /// The layer; it has no settings.
    pub fn new() -> Self {
        Self
    }
}

impl<S> Layer<S> for RequestIdLayer {
    type Service = SetRequestId<S>;

    fn layer(&self, inner: S) -> Self::Service {
        SetRequestId { inner }
    }
}

/// The service made by [`RequestIdLayer`].
#[derive(Clone, Copy, Debug)]
pub struct SetRequestId<S> {
    inner: S,
}

impl<S> Service<Request<Body>> for SetRequestId<S>
where
    S: Service<Request<Body>, Response = Response, Error = Infallible>,
    S::Future: Send + 'static,
{
    type Response = Response;
    type Error = Infallible;
    type Future = BoxFuture<'static, Result<Response, Infallible>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, mut request: Request<Body>) -> Self::Future {
        let sent = request.headers().get(&HEADER).and_then(RequestId::accept);
        let id = sent.unwrap_or_else(RequestId::random);
        request.headers_mut().insert(HEADER, id.0.clone());
        request.extensions_mut().insert(id.clone());
        self.inner
            .call(request)
            .map_ok(move |mut response| {
                response.headers_mut().insert(HEADER, id.0);
                response
            })
            .boxed()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_made_id_is_32_hexadecimal_digits_and_never_the_same() {
        let (one, two) = (RequestId::random(), RequestId::random());
        assert_ne!(one, two);
        assert_eq!(one.as_str().len(), 32);
        assert!(one.as_str().bytes().all(|byte| byte.is_ascii_hexdigit()));
    }

    #[test]
    fn only_a_short_id_of_a_safe_alphabet_is_accepted() {
        let accept = |bytes: &[u8]| {
            let value = HeaderValue::from_bytes(bytes).expect("a header value");
            RequestId::accept(&value).is_some()
        };
        assert!(accept(b"01890a5d-ac96-774b-bcce-b302099a8057"));
        assert!(accept(&[b'a'; 64]));
        assert!(!accept(&[b'a'; 65]));
        assert!(!accept(b""));
        assert!(!accept(b"a b"));
        assert!(!accept(b"<script>"));
        assert!(!accept("\u{fc}".as_bytes()));
    }
}
