//! How long a key is left alone after its refresh failed: twice as long after each failure.

use std::{
    sync::atomic::{AtomicU32, AtomicU64, Ordering},
    time::{Duration, SystemTime, UNIX_EPOCH},
};

/// After the first failure.
const FIRST: Duration = Duration::from_secs(1);

/// However many there were.
const LONGEST: Duration = Duration::from_secs(300);

/// The failures of refreshing one entry. It lives and goes with the entry, which stays the last
/// good one meanwhile.
#[derive(Debug, Default)]
pub(crate) struct BackOff {
    failures: AtomicU32,
    /// Milliseconds since 1970.
    until: AtomicU64,
}

impl BackOff {
    /// Whether a refresh may be tried now.
    pub(crate) fn is_over(&self, now: SystemTime) -> bool {
        self.until.load(Ordering::Relaxed) <= millis(now)
    }

    /// A refresh failed. `seed` spreads the next attempts of many keys over time.
    pub(crate) fn failed(&self, now: SystemTime, seed: u64) {
        let failures = self.failures.fetch_add(1, Ordering::Relaxed);
        let wait = delay(failures, seed);
        self.until.store(millis(now + wait), Ordering::Relaxed);
    }

    /// How many refreshes failed in a row.
    pub(crate) fn failures(&self) -> u32 {
        self.failures.load(Ordering::Relaxed)
    }

    /// How long until the next attempt.
    pub(crate) fn left(&self, now: SystemTime) -> Duration {
        let until = self.until.load(Ordering::Relaxed);
        Duration::from_millis(until.saturating_sub(millis(now)))
    }
}

/// The pause after this many failures before: doubling, less up to a quarter.
pub(crate) fn delay(failures: u32, seed: u64) -> Duration {
    let longest = FIRST.saturating_mul(1 << failures.min(20)).min(LONGEST);
    let quarter = longest.as_millis() as u64 / 4;
    longest - Duration::from_millis(seed % (quarter + 1))
}

fn millis(time: SystemTime) -> u64 {
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    since.as_millis() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_failure_doubles_the_pause_up_to_five_minutes() {
        assert_eq!(delay(0, 0), Duration::from_secs(1));
        assert_eq!(delay(3, 0), Duration::from_secs(8));
        assert_eq!(delay(40, 0), LONGEST);
        for seed in 0..10_000 {
            let wait = delay(3, seed);
            assert!((Duration::from_secs(6)..=Duration::from_secs(8)).contains(&wait));
        }
    }

    #[test]
    fn a_key_is_tried_again_when_its_pause_is_over() {
        let back_off = BackOff::default();
        let now = UNIX_EPOCH + Duration::from_secs(1_000_000);
        assert!(back_off.is_over(now));
        back_off.failed(now, 0);
        assert!(!back_off.is_over(now));
        assert!(back_off.is_over(now + Duration::from_secs(1)));
        back_off.failed(now, 0);
        assert!(!back_off.is_over(now + Duration::from_secs(1)));
        assert_eq!(back_off.failures(), 2);
    }
}
