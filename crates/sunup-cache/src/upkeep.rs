//! What the cache does on its own: it writes gauges, looks after the memory, and sees when the clock
//! was set back.

use std::{
    sync::Arc,
    time::{Duration, SystemTime},
};

use crate::{cache::Shared, purge::Selector, stats};

/// How often what is there is written into gauges: between two scrapes, as they usually are.
const GAUGES: Duration = Duration::from_secs(10);

/// Of how many of these times memory is read again, and entries are let go that nobody may be
/// served any more: every minute.
const TENDING: u32 = 6;

impl Shared {
    /// Begins to look after the memory. The first render does so, as building a cache needs no
    /// runtime.
    pub(crate) fn tend(self: &Arc<Self>) {
        self.tending.call_once(|| {
            let shared = Arc::downgrade(self);
            tokio::spawn(async move {
                let mut last = SystemTime::UNIX_EPOCH;
                for turn in 0_u32.. {
                    let Some(shared) = shared.upgrade() else {
                        return;
                    };
                    let now = shared.clock.now();
                    if now < last {
                        tracing::warn!("the clock was set back; the page cache begins anew");
                        shared.begin_anew();
                    }
                    last = now;
                    if turn > 0 && turn.is_multiple_of(TENDING) {
                        shared.store.fit();
                        shared.store.sweep(now);
                    }
                    shared.warming.age();
                    stats::gauges(&shared.snapshot());
                    drop(shared);
                    tokio::time::sleep(GAUGES).await;
                }
            });
        });
    }

    /// Forgets all that has a time, in all tiers. By a clock that was set back nobody can tell how old a page is,
    /// and a pause after a failure would last as much longer.
    fn begin_anew(self: &Arc<Self>) {
        self.markers.clear();
        self.notes.clear();
        self.circuits.clear();
        self.purge_soon(Selector::All);
    }
}
