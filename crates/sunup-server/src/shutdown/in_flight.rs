//! [`InFlight`]: how many requests of a connection have no whole answer yet.

use std::{
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    task::{Context, Poll, ready},
};

use axum::body::Body;
use hyper::body::{Body as HttpBody, Frame, SizeHint};

use super::part::Part;

/// The requests of one connection from their headers to the last byte of their answers' bodies.
/// Copies count the same requests.
#[derive(Clone, Debug, Default)]
pub(super) struct InFlight(Arc<State>);

#[derive(Debug, Default)]
struct State {
    requests: AtomicUsize,
    unsent: AtomicUsize,
}

impl InFlight {
    /// Counts one request until what is returned is dropped.
    pub(super) fn begin(&self) -> One {
        self.0.requests.fetch_add(1, Ordering::Relaxed);
        One(Arc::clone(&self.0))
    }

    pub(super) fn is_none(&self) -> bool {
        self.0.requests.load(Ordering::Relaxed) == 0
    }

    /// Whether parts of answers are [`Unsent`].
    pub(super) fn has_unsent(&self) -> bool {
        self.0.unsent.load(Ordering::Relaxed) != 0
    }
}

/// One request in flight.
#[derive(Debug)]
pub(super) struct One(Arc<State>);

impl One {
    /// Counts one part of its answer as unsent until what is returned is dropped.
    pub(super) fn unsent(&self) -> Unsent {
        self.0.unsent.fetch_add(1, Ordering::Relaxed);
        Unsent(Arc::clone(&self.0))
    }
}

impl Drop for One {
    fn drop(&mut self) {
        self.0.requests.fetch_sub(1, Ordering::Relaxed);
    }
}

/// A part of an answer that has been made and not been written.
#[derive(Debug)]
pub(super) struct Unsent(Arc<State>);

impl Drop for Unsent {
    fn drop(&mut self) {
        self.0.unsent.fetch_sub(1, Ordering::Relaxed);
    }
}

/// The body of an answer.
#[derive(Debug)]
pub(super) struct Answer {
    body: Body,
    one: Option<One>,
    is_http2: bool,
}

impl Answer {
    /// The request is in flight until this body has been taken. Over HTTP/2 its parts are counted
    /// beyond that; over HTTP/1.1 the connection itself tells that it [waits](super::written).
    pub(super) fn new(body: Body, one: Option<One>, is_http2: bool) -> Self {
        Self {
            body,
            one,
            is_http2,
        }
    }
}

impl HttpBody for Answer {
    type Data = Part;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Part>, axum::Error>>> {
        let frame = ready!(Pin::new(&mut self.body).poll_frame(cx));
        let one = self.one.as_ref().filter(|_| self.is_http2);
        let part = |bytes| Part::new(bytes, one.map(One::unsent));
        Poll::Ready(frame.map(|frame| frame.map(|frame| frame.map_data(part))))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
