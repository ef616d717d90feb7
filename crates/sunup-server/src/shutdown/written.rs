//! [`Written`]: a connection that tells whether its client still takes bytes.

use std::{
    io,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    task::{Context, Poll},
};

use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::TcpStream,
};

/// What has been written to a connection. Copies tell of the same one.
#[derive(Clone, Debug, Default)]
pub(super) struct Written(Arc<State>);

#[derive(Debug, Default)]
struct State {
    writes: AtomicUsize,
    waits: AtomicBool,
    is_given_up: AtomicBool,
}

impl Written {
    /// How many writes went through; the same number twice means that none did in between.
    pub(super) fn writes(&self) -> usize {
        self.0.writes.load(Ordering::Relaxed)
    }

    /// Whether bytes wait for the client to take those before them.
    pub(super) fn waits(&self) -> bool {
        self.0.waits.load(Ordering::Relaxed)
    }

    /// What has been written and not been taken is not kept for the client any longer than the
    /// stream is.
    pub(super) fn give_up(&self) {
        self.0.is_given_up.store(true, Ordering::Relaxed);
    }

    /// The stream, watched.
    pub(super) fn of(&self, stream: TcpStream) -> Watched {
        Watched {
            stream,
            written: self.clone(),
        }
    }

    pub(super) fn note<T>(&self, outcome: Poll<T>) -> Poll<T> {
        self.0.waits.store(outcome.is_pending(), Ordering::Relaxed);
        if outcome.is_ready() {
            self.0.writes.fetch_add(1, Ordering::Relaxed);
        }
        outcome
    }
}

/// A stream that keeps its [`Written`] up to date.
#[derive(Debug)]
pub(super) struct Watched {
    stream: TcpStream,
    written: Written,
}

impl Drop for Watched {
    fn drop(&mut self) {
        if self.written.0.is_given_up.load(Ordering::Relaxed)
            && let Err(error) = self.stream.set_zero_linger()
        {
            // Then the kernel tries on for a while.
            tracing::debug!(%error, "a connection cannot be reset");
        }
    }
}

impl AsyncRead for Watched {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, into)
    }
}

impl AsyncWrite for Watched {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let outcome = Pin::new(&mut self.stream).poll_write(cx, bytes);
        self.written.note(outcome)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let outcome = Pin::new(&mut self.stream).poll_write_vectored(cx, slices);
        self.written.note(outcome)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
