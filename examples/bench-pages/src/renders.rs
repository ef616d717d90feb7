//! Renders that take their time, counted.

use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};

static RENDERS: AtomicU64 = AtomicU64::new(0);

/// Waits as a slow database would, and tells which render this is.
pub(crate) async fn one() -> u64 {
    let number = RENDERS.fetch_add(1, Ordering::Relaxed) + 1;
    tokio::time::sleep(Duration::from_millis(200)).await;
    number
}

/// How many renders there were.
pub fn count() -> u64 {
    RENDERS.load(Ordering::Relaxed)
}
