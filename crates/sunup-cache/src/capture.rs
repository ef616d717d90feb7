//! Collects a body up to a limit; one beyond it streams on, what was collected first.

use std::{
    collections::VecDeque,
    pin::Pin,
    task::{Context, Poll},
};

use bytes::Bytes;
use http_body::{Body as HttpBody, Frame, SizeHint};
use http_body_util::BodyExt;

use crate::body::{Body, BoxError};

/// What became of a body.
pub(crate) enum Captured {
    /// All of it.
    Whole(Bytes),
    /// It is longer than the limit; here it is, from its beginning.
    TooLarge(Body),
    /// It broke off.
    Broken(BoxError),
}

/// Collects a body of `limit` bytes at most. A body that says that it is longer is not touched.
/// Trailers are dropped: what is stored has none.
pub(crate) async fn capture<B>(mut body: B, limit: usize) -> Captured
where
    B: HttpBody<Data = Bytes> + Send + Unpin + 'static,
    B::Error: Into<BoxError>,
{
    if body.size_hint().lower() > limit as u64 {
        return Captured::TooLarge(Body::stream(body));
    }
    let mut collected = Collected::default();
    while let Some(frame) = body.frame().await {
        let chunk = match frame.map(Frame::into_data) {
            Ok(Ok(chunk)) => chunk,
            Ok(Err(_trailers)) => continue,
            Err(error) => return Captured::Broken(error.into()),
        };
        collected.push(chunk);
        if collected.length > limit {
            let chunks = collected.chunks;
            return Captured::TooLarge(Body::stream(Resumed { chunks, rest: body }));
        }
    }
    Captured::Whole(collected.whole())
}

/// What there is of a body.
#[derive(Default)]
pub(crate) struct Collected {
    chunks: VecDeque<Bytes>,
    length: usize,
}

impl Collected {
    pub(crate) fn push(&mut self, chunk: Bytes) {
        self.length += chunk.len();
        self.chunks.push_back(chunk);
    }

    pub(crate) const fn length(&self) -> usize {
        self.length
    }

    /// One allocation of exactly the length: what is kept long must not hold on to larger buffers.
    pub(crate) fn whole(&self) -> Bytes {
        let mut whole = Vec::with_capacity(self.length);
        for chunk in &self.chunks {
            whole.extend_from_slice(chunk);
        }
        Bytes::from(whole.into_boxed_slice())
    }
}

/// A body of which some was read already.
struct Resumed<B> {
    chunks: VecDeque<Bytes>,
    rest: B,
}

impl<B: HttpBody<Data = Bytes> + Unpin> HttpBody for Resumed<B> {
    type Data = Bytes;
    type Error = B::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, B::Error>>> {
        match self.chunks.pop_front() {
            Some(chunk) => Poll::Ready(Some(Ok(Frame::data(chunk)))),
            None => Pin::new(&mut self.rest).poll_frame(cx),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.chunks.is_empty() && self.rest.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        let read: usize = self.chunks.iter().map(Bytes::len).sum();
        let rest = self.rest.size_hint();
        let mut hint = SizeHint::new();
        hint.set_lower(read as u64 + rest.lower());
        if let Some(upper) = rest.upper() {
            hint.set_upper(read as u64 + upper);
        }
        hint
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http_body_util::{Full, StreamBody};

    fn pieces(count: usize) -> impl HttpBody<Data = Bytes, Error = BoxError> + Send + Unpin {
        let pieces = (0..count).map(|_| Ok(Frame::data(Bytes::from_static(&[7; 10]))));
        StreamBody::new(futures_util::stream::iter(pieces))
    }

    #[tokio::test]
    async fn a_body_within_the_limit_is_collected() {
        let Captured::Whole(bytes) = capture(pieces(5), 50).await else {
            panic!("not collected");
        };
        assert_eq!(bytes, vec![7; 50]);
    }

    #[tokio::test]
    async fn a_body_beyond_the_limit_streams_on_from_its_beginning() {
        let Captured::TooLarge(body) = capture(pieces(6), 50).await else {
            panic!("collected");
        };
        assert_eq!(body.collect().await.unwrap().to_bytes(), vec![7; 60]);
    }

    #[tokio::test]
    async fn a_body_that_says_it_is_too_large_is_not_read() {
        let body = Full::new(Bytes::from_static(&[1; 51]));
        let Captured::TooLarge(body) = capture(body, 50).await else {
            panic!("collected");
        };
        assert_eq!(body.size_hint().exact(), Some(51));
    }
}
