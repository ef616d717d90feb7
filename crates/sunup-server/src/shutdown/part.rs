//! [`Part`]: a part of an answer on its way to the client.

use std::io::IoSlice;

use bytes::{Buf, Bytes};

use super::in_flight::Unsent;

/// Bytes of an answer. Over HTTP/2 they may wait in the library until the client makes room for
/// them, and nobody outside sees them wait: while they are there they are [`Unsent`].
#[derive(Debug)]
pub(super) struct Part {
    bytes: Bytes,
    _unsent: Option<Unsent>,
}

impl Part {
    pub(super) fn new(bytes: Bytes, unsent: Option<Unsent>) -> Self {
        Self {
            bytes,
            _unsent: unsent,
        }
    }
}

impl Buf for Part {
    #[inline]
    fn remaining(&self) -> usize {
        self.bytes.remaining()
    }

    #[inline]
    fn chunk(&self) -> &[u8] {
        self.bytes.chunk()
    }

    #[inline]
    fn chunks_vectored<'a>(&'a self, into: &mut [IoSlice<'a>]) -> usize {
        self.bytes.chunks_vectored(into)
    }

    #[inline]
    fn advance(&mut self, count: usize) {
        self.bytes.advance(count);
    }
}
