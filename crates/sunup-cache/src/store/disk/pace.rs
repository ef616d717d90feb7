//! [`Pace`]: whether a read is worth a thread of its own.
//!
//! To hand a read over to another thread and to be woken by it takes three times as long (28 µs) as
//! to read ten kilobytes that the system has in its own cache (9 µs). The system does not say beforehand whether it
//! has them, but reads that came before were quick or not. While all of the last ones were, the next
//! is done where it is asked for. One slow read makes the next ones wait for a disk elsewhere, so
//! that of [`WARY`] reads one at most is waited for on a thread that others need. One such thread is
//! always left to them, if there are several, for a disk that does not answer at all.

use std::{
    sync::{
        OnceLock,
        atomic::{AtomicU32, AtomicUsize, Ordering},
    },
    time::Duration,
};

use tokio::runtime::Handle;

/// What takes longer waited for a disk. Of what takes less nobody beside it takes notice.
const QUICK: Duration = Duration::from_micros(300);

/// So many reads in a row have to be quick.
const WARY: u32 = 64;

/// Records of more bytes take too long, whoever has them.
const MOST: u32 = 128 << 10;

/// How quick the last reads were.
pub(super) struct Pace {
    /// Reads that have to be quick before one is done at once.
    wary: AtomicU32,
    reading: AtomicUsize,
    threads: OnceLock<usize>,
}

/// One read that is done where it is asked for.
pub(super) struct AtOnce<'a>(&'a AtomicUsize);

impl Pace {
    pub(super) const fn new() -> Self {
        Self {
            wary: AtomicU32::new(WARY),
            reading: AtomicUsize::new(0),
            threads: OnceLock::new(),
        }
    }

    /// Whether to read so many bytes at once, on this thread of a runtime.
    pub(super) fn at_once(&self, length: u32) -> Option<AtOnce<'_>> {
        if length > MOST || self.wary.load(Ordering::Relaxed) > 0 {
            return None;
        }
        let threads = || Handle::try_current().map_or(1, |own| own.metrics().num_workers());
        let most = self.threads.get_or_init(threads).saturating_sub(1).max(1);
        let turn = AtOnce(&self.reading);
        match self.reading.fetch_add(1, Ordering::Relaxed) < most {
            true => Some(turn),
            false => None,
        }
    }

    /// A read took so long.
    pub(super) fn took(&self, time: Duration) {
        if time > QUICK {
            return self.wary.store(WARY, Ordering::Relaxed);
        }
        // Most of the time it is nought.
        let wary = self.wary.load(Ordering::Relaxed);
        if wary > 0 {
            let less = wary - 1;
            // Where it fails, somebody else counted, or was slow.
            let _ = self
                .wary
                .compare_exchange(wary, less, Ordering::Relaxed, Ordering::Relaxed);
        }
    }
}

impl Drop for AtOnce<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slow_read_sends_the_next_ones_elsewhere() {
        let pace = Pace::new();
        let (quick, slow) = (Duration::from_micros(20), Duration::from_millis(4));
        assert!(pace.at_once(100).is_none());
        for _ in 0..WARY {
            pace.took(quick);
        }
        assert!(pace.at_once(100).is_some());
        assert!(pace.at_once(MOST + 1).is_none());
        pace.took(slow);
        for _ in 1..WARY {
            pace.took(quick);
            assert!(pace.at_once(100).is_none());
        }
        pace.took(quick);
        assert!(pace.at_once(100).is_some());
    }

    #[test]
    fn not_every_thread_reads_at_the_same_time() {
        let pace = Pace::new();
        for _ in 0..WARY {
            pace.took(Duration::ZERO);
        }
        let first = pace.at_once(100);
        assert!(first.is_some());
        assert!(pace.at_once(100).is_none());
        drop(first);
        assert!(pace.at_once(100).is_some());
    }
}
