//! [`Waiting`]: visitors who wait for a render.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, AtomicUsize, Ordering},
    },
    time::Duration,
};

use tokio::time::Instant;

/// How many visitors wait for a render, and when the last one did.
pub(crate) struct Waiting {
    now: AtomicUsize,
    /// Milliseconds from `since`, one more; nought for never.
    last: AtomicU64,
    since: Instant,
}

impl Waiting {
    pub(super) fn new() -> Self {
        Self {
            now: AtomicUsize::new(0),
            last: AtomicU64::new(0),
            since: Instant::now(),
        }
    }

    /// Whether somebody waits, or did within this time.
    pub(super) fn within(&self, time: Duration) -> bool {
        if self.now.load(Ordering::Relaxed) > 0 {
            return true;
        }
        match self.last.load(Ordering::Relaxed) {
            0 => false,
            last => self.millis() < last + time.as_millis() as u64,
        }
    }

    fn millis(&self) -> u64 {
        self.since.elapsed().as_millis() as u64 + 1
    }
}

/// A visitor who waits, until it is dropped.
pub(crate) struct Waits(Arc<Waiting>);

impl Waits {
    pub(super) fn begin(waiting: &Arc<Waiting>) -> Self {
        waiting.now.fetch_add(1, Ordering::Relaxed);
        Self(Arc::clone(waiting))
    }
}

impl Drop for Waits {
    fn drop(&mut self) {
        self.0.last.store(self.0.millis(), Ordering::Relaxed);
        self.0.now.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn who_has_waited_counts_for_a_while() {
        let waiting = Arc::new(Waiting::new());
        let calm = Duration::from_millis(25);
        assert!(!waiting.within(calm));
        let visitor = Waits::begin(&waiting);
        tokio::time::sleep(Duration::from_secs(60)).await;
        assert!(waiting.within(calm));
        drop(visitor);
        assert!(waiting.within(calm));
        tokio::time::sleep(calm).await;
        assert!(!waiting.within(calm));
    }
}
