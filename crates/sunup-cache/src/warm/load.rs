//! Whether the server has nothing better to do than to render ahead.

use std::{sync::atomic::Ordering, time::Duration};

use tokio::time::{Instant, sleep};

use super::warmer::Inner;

/// How long a task sleeps that measures how late it wakes.
const PROBE: Duration = Duration::from_millis(2);

impl Inner {
    /// Whether a render may begin now: no visitor waits or has waited a moment ago, nobody renders
    /// for one, and tasks run when they should.
    pub(super) async fn is_calm(&self) -> bool {
        if self.is_asked() {
            return false;
        }
        let asleep = Instant::now();
        sleep(PROBE).await;
        let late = asleep.elapsed().saturating_sub(PROBE);
        late <= self.settings.lag && !self.is_asked()
    }

    fn is_asked(&self) -> bool {
        let shared = self.shared();
        let own = self.under_way.load(Ordering::Relaxed);
        // Behind a stale page somebody renders for whom nobody waits, and whom nobody may delay.
        shared.warming.waiting().within(self.settings.calm) || shared.flights.len() > own
    }
}
