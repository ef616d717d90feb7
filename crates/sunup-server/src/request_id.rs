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
    future::Future,
    pin::Pin,
    sync::{
        OnceLock,
        atomic::{AtomicU64, Ordering},
    },
    task::{Context, Poll, ready},
};

use axum::response::Response;
use http::{HeaderName, HeaderValue, Request};
use pin_project_lite::pin_project;
use tower::{Layer, Service};

const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// The id of a request: at most 64 characters of `A-Z a-z 0-9 - _ . : = +`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestId(HeaderValue);

impl RequestId {
    /// An id that no other request has: 32 hexadecimal digits. It is no secret, and may be guessed
    /// by who has seen another one; random numbers for each request would cost a call of the
    /// system.
    pub fn unique() -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        static PROCESS: OnceLock<(u64, u64)> = OnceLock::new();
        let (process, start) = *PROCESS.get_or_init(|| {
            let mut bytes = [0; 16];
            // Without entropy ids may repeat, which costs a clear log but no safety.
            let _ = getrandom::fill(&mut bytes);
            let both = u128::from_be_bytes(bytes);
            ((both >> 64) as u64, both as u64)
        });
        let number = NEXT.fetch_add(1, Ordering::Relaxed).wrapping_add(start);
        let mut text = [0; 32];
        write_hex(process, &mut text[..16]);
        write_hex(scrambled(number), &mut text[16..]);
        Self(HeaderValue::from_bytes(&text).unwrap_or(HeaderValue::from_static("none")))
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

/// The finaliser of SplitMix64, which maps no two numbers to one: neighbours look different.
fn scrambled(number: u64) -> u64 {
    let mut z = number;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

fn write_hex(number: u64, out: &mut [u8]) {
    for (place, digit) in out.iter_mut().rev().enumerate() {
        let nibble = (number >> (4 * place)) & 15;
        // Below sixteen, so that it fits.
        *digit = b"0123456789abcdef"[nibble as usize];
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

impl<S, B> Service<Request<B>> for SetRequestId<S>
where
    S: Service<Request<B>, Response = Response, Error = Infallible>,
{
    type Response = Response;
    type Error = Infallible;
    type Future = RequestIdFuture<S::Future>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, mut request: Request<B>) -> Self::Future {
        let sent = request.headers().get(&HEADER).and_then(RequestId::accept);
        let id = sent.unwrap_or_else(RequestId::unique);
        request.extensions_mut().insert(id.clone());
        RequestIdFuture {
            answer: self.inner.call(request),
            id: Some(id),
        }
    }
}

pin_project! {
    /// The answer of [`SetRequestId`], with the header.
    #[derive(Debug)]
    pub struct RequestIdFuture<F> {
        #[pin]
        answer: F,
        id: Option<RequestId>,
    }
}

impl<F> Future for RequestIdFuture<F>
where
    F: Future<Output = Result<Response, Infallible>>,
{
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        let mut answer = ready!(this.answer.poll(cx));
        if let (Some(RequestId(id)), Ok(response)) = (this.id.take(), &mut answer) {
            response.headers_mut().insert(HEADER, id);
        }
        Poll::Ready(answer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_made_id_is_32_hexadecimal_digits_and_never_the_same() {
        let (one, two) = (RequestId::unique(), RequestId::unique());
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
