//! A body in pieces, from the task that collects it to the visitor who caused its render.
//!
//! The channel is not bounded: a visitor who reads slowly must not hold up those who wait for the
//! whole. What is in it shares its bytes with what is collected, so that the limit of an entry is
//! that of the channel as well. Once nothing is collected any more, the rest of the body itself
//! goes through it, and from then on the visitor's own pace is the pace of the render.

use std::{
    pin::Pin,
    task::{Context, Poll, ready},
};

use bytes::Bytes;
use http_body::{Body as HttpBody, Frame};
use http_body_util::combinators::UnsyncBoxBody;
use tokio::sync::mpsc::{self, UnboundedReceiver, UnboundedSender};

use crate::body::BoxError;

/// The body of a response as its render gives it.
pub(super) type Rest = UnsyncBoxBody<Bytes, BoxError>;

/// The end of the task. Dropped without an end, it breaks the body off.
pub(super) struct Pieces {
    sender: UnboundedSender<Piece>,
}

enum Piece {
    Data(Bytes),
    Rest(Rest),
    Broken(BoxError),
    End,
}

/// The visitor's end.
pub(super) struct InPieces {
    pieces: UnboundedReceiver<Piece>,
    rest: Option<Rest>,
    over: bool,
}

/// Both ends.
pub(super) fn pieces() -> (Pieces, InPieces) {
    let (sender, pieces) = mpsc::unbounded_channel();
    let body = InPieces {
        pieces,
        rest: None,
        over: false,
    };
    (Pieces { sender }, body)
}

/// A visitor who left reads nothing, which changes nothing for the others.
impl Pieces {
    pub(super) fn data(&self, data: Bytes) {
        let _ = self.sender.send(Piece::Data(data));
    }

    /// The body itself, to be read by the visitor alone.
    pub(super) fn rest(self, rest: Rest) {
        let _ = self.sender.send(Piece::Rest(rest));
    }

    pub(super) fn broken(self, error: BoxError) {
        let _ = self.sender.send(Piece::Broken(error));
    }

    pub(super) fn end(self) {
        let _ = self.sender.send(Piece::End);
    }
}

impl HttpBody for InPieces {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        if self.over {
            return Poll::Ready(None);
        }
        if self.rest.is_none() {
            match ready!(self.pieces.poll_recv(cx)) {
                Some(Piece::Data(data)) => return Poll::Ready(Some(Ok(Frame::data(data)))),
                Some(Piece::Rest(rest)) => self.rest = Some(rest),
                Some(Piece::End) => {
                    self.over = true;
                    return Poll::Ready(None);
                }
                Some(Piece::Broken(error)) => {
                    self.over = true;
                    return Poll::Ready(Some(Err(error)));
                }
                None => {
                    self.over = true;
                    return Poll::Ready(Some(Err("the render ended before its body did".into())));
                }
            }
        }
        match &mut self.rest {
            Some(rest) => Pin::new(rest).poll_frame(cx),
            None => Poll::Ready(None),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.over || self.rest.as_ref().is_some_and(HttpBody::is_end_stream)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http_body_util::{BodyExt, Full};

    #[tokio::test]
    async fn a_body_goes_on_with_its_rest() {
        let (pieces, body) = pieces();
        pieces.data(Bytes::from_static(b"one, "));
        let rest = Full::new(Bytes::from_static(b"two"));
        pieces.rest(rest.map_err(Into::into).boxed_unsync());
        let whole = body.collect().await.expect("no error").to_bytes();
        assert_eq!(whole, "one, two");
    }

    #[tokio::test]
    async fn a_body_that_nobody_ends_breaks_off() {
        let (pieces, mut body) = pieces();
        pieces.data(Bytes::from_static(b"one"));
        drop(pieces);
        assert!(body.frame().await.expect("a piece").is_ok());
        assert!(body.frame().await.expect("an error").is_err());
        assert!(body.frame().await.is_none() && body.is_end_stream());
    }

    #[tokio::test]
    async fn a_body_ends_when_it_is_told_to() {
        let (pieces, body) = pieces();
        pieces.data(Bytes::from_static(b"one"));
        pieces.end();
        let whole = body.collect().await.expect("no error").to_bytes();
        assert_eq!(whole, "one");
    }
}
