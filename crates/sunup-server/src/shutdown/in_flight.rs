//! [`InFlight`]: how many requests of a connection have no whole answer yet.

use std::{
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    task::{Context, Poll},
};

use axum::body::Body;
use bytes::Bytes;
use hyper::body::{Body as HttpBody, Frame, SizeHint};

/// The requests of one connection from their headers to the last byte of their answers' bodies.
/// Copies count the same requests.
#[derive(Clone, Debug, Default)]
pub(super) struct InFlight(Arc<State>);

#[derive(Debug, Default)]
struct State {
    requests: AtomicUsize,
    is_http2: AtomicBool,
}

impl InFlight {
    /// Counts one request until what is returned is dropped.
    pub(super) fn begin(&self) -> One {
        self.0.requests.fetch_add(1, Ordering::Relaxed);
        One(self.clone())
    }

    pub(super) fn is_none(&self) -> bool {
        self.0.requests.load(Ordering::Relaxed) == 0
    }

    /// The connection speaks HTTP/2.
    pub(super) fn note_http2(&self) {
        self.0.is_http2.store(true, Ordering::Relaxed);
    }

    /// Whether it does. Then a body that has been taken may still wait in the library until the
    /// client makes room for it, and nobody outside sees it wait.
    pub(super) fn is_http2(&self) -> bool {
        self.0.is_http2.load(Ordering::Relaxed)
    }
}

/// One request in flight.
#[derive(Debug)]
pub(super) struct One(InFlight);

impl Drop for One {
    fn drop(&mut self) {
        self.0.0.requests.fetch_sub(1, Ordering::Relaxed);
    }
}

/// The body of an answer.
#[derive(Debug)]
pub(super) struct Answer {
    body: Body,
    _one: Option<One>,
}

impl Answer {
    /// The request is in flight until this body has been taken.
    pub(super) fn new(body: Body, one: Option<One>) -> Self {
        Self { body, _one: one }
    }
}

impl HttpBody for Answer {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
