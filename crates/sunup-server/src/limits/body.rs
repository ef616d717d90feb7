//! [`Watched`]: a body that remembers why it was cut off.

use std::{
    pin::Pin,
    sync::{Arc, OnceLock},
    task::{Context, Poll, ready},
    time::Duration,
};

use axum::{BoxError, body::Body};
use bytes::Bytes;
use http_body_util::{LengthLimitError, Limited};
use hyper::body::{Body as HttpBody, Frame, SizeHint};
use pin_project_lite::pin_project;
use tower_http::timeout::{TimeoutBody, TimeoutError};

/// Why a body has no end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Torn {
    /// It is longer than the limit.
    TooLong,
    /// Nothing more came of it.
    Silent,
}

/// Tells why a body was cut off, once it was.
pub(super) type Reason = Arc<OnceLock<Torn>>;

pin_project! {
    /// A body within its limits.
    pub(super) struct Watched {
        #[pin]
        body: Limited<TimeoutBody<Body>>,
        reason: Reason,
    }
}

impl Watched {
    /// `body`, of which `limit` bytes are read, and which may bring nothing for `idle` while it is.
    pub(super) fn new(body: Body, limit: usize, idle: Duration, reason: &Reason) -> Self {
        Self {
            body: Limited::new(TimeoutBody::new(idle, body), limit),
            reason: Arc::clone(reason),
        }
    }
}

impl HttpBody for Watched {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let this = self.project();
        let frame = ready!(this.body.poll_frame(cx));
        if let Some(Err(error)) = &frame {
            let torn = match error {
                error if error.is::<LengthLimitError>() => Some(Torn::TooLong),
                error if error.is::<TimeoutError>() => Some(Torn::Silent),
                // The client left, and nobody is there to be answered.
                _ => None,
            };
            if let Some(torn) = torn {
                // The first reason stays.
                let _ = this.reason.set(torn);
            }
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
