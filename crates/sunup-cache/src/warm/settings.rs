//! [`Settings`]: how much of the machine a warmer may use, and when.

use std::{thread, time::Duration};

/// How much of the machine a [`Warmer`](super::Warmer) may use, and when.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Renders at the same time: half of the processors.
    pub parallel: usize,
    /// The share of all processors that its renders may take, from 0 to 1: one half. The time of a
    /// render counts as if it had computed all the while.
    pub share_of_cpu: f64,
    /// Pages that wait at most: 10,000. Beyond that, those that are worth least are left out.
    pub queue: usize,
    /// How long no visitor has to have waited for a page before one is rendered: 25 ms.
    pub calm: Duration,
    /// How late tasks of the server may run while one is rendered: 10 ms. Later than that, the
    /// machine has enough to do.
    pub lag: Duration,
    /// How long a page waits for a calm moment before it is left out: 5 min.
    pub patience: Duration,
    /// How often it looks for pages that are about to expire: every 5 s.
    pub scan: Duration,
    /// Of those, how many are rendered anew, the most asked for first: 64.
    pub hottest: usize,
    /// How often a page has to have been asked for lately to be one of them: 4 times.
    pub hot: u64,
    /// Pages that follow those that many ask for, and are not there: how many are rendered at a
    /// time while nothing else waits: 16. With 0 none are.
    pub predicted: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            parallel: processors().div_ceil(2),
            share_of_cpu: 0.5,
            queue: 10_000,
            calm: Duration::from_millis(25),
            lag: Duration::from_millis(10),
            patience: Duration::from_secs(300),
            scan: Duration::from_secs(5),
            hottest: 64,
            hot: 4,
            predicted: 16,
        }
    }
}

impl Settings {
    /// How long one of the renders has to pause that took this long.
    pub(super) fn rest(&self, took: Duration) -> Duration {
        let allowed = self.share_of_cpu.clamp(0.01, 1.0) * processors() as f64;
        let each = (allowed / self.parallel.max(1) as f64).min(1.0);
        took.mul_f64(1.0 / each - 1.0)
    }

    /// How long before its end the fresh time of a page counts as over. Where it is shorter than
    /// the time between two looks, one of them still falls into it.
    pub(super) fn margin(&self, fresh: Duration) -> Duration {
        (fresh / 10).max(self.scan * 3 / 2).min(fresh / 2)
    }
}

fn processors() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pause_keeps_renders_within_their_share() {
        let all = processors();
        let settings = Settings {
            parallel: all,
            share_of_cpu: 0.25,
            ..Settings::default()
        };
        let took = Duration::from_millis(100);
        assert_eq!(settings.rest(took).as_millis(), 300);
        let whole = Settings {
            share_of_cpu: 1.0,
            ..settings
        };
        assert_eq!(whole.rest(took), Duration::ZERO);
    }

    #[test]
    fn a_page_is_due_in_the_last_tenth_of_its_time() {
        let settings = Settings::default();
        let margin = |seconds| settings.margin(Duration::from_secs(seconds)).as_millis();
        assert_eq!(margin(3_600), 360_000);
        assert_eq!(margin(60), 7_500);
        assert_eq!(margin(4), 2_000);
    }
}
