//! The task that renders a key: with a deadline, tied to no connection.

use std::{
    future::Future,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, SystemTime},
};

use http::Request;
use tokio::time::{Instant, timeout_at};

use super::{
    failure::Failure,
    outcome::{Delivery, Ending, Outcome, Owner},
    register::Leader,
    request::{Asking, Errand},
    upstream::Upstream,
};
use crate::{
    cache::Shared,
    circuit::Permit,
    entry::{Entry, Kept},
    key::Key,
    notes::{Note, Why},
    stats::Event,
};

/// The one who leads, if the flight is registered.
pub(super) type Lead = Leader<Key, Outcome>;

/// Renders behind a stale entry, unless somebody does already, or it is too early after a failure.
pub(crate) fn refresh<U, B>(asking: &Asking, stale: &Arc<Entry>, inner: &U)
where
    U: Upstream<B>,
    B: Default + Send + 'static,
{
    let shared = &asking.shared;
    let now = shared.clock.now();
    if !stale.back_off.is_over(now) {
        return;
    }
    let Some(leader) = shared.flights.board_first(stale.key()) else {
        return;
    };
    // Between the look into the store and the boarding somebody may have landed.
    if shared
        .store
        .lookup(stale.key().as_str())
        .is_some_and(|kept| is_newer(&kept, stale))
    {
        return;
    }
    if shared.circuits.refresh(stale.route(), now) == Permit::Open {
        return;
    }
    shared.stats.add_of(stale.key(), Event::Refresh);
    start(
        asking,
        Some(leader),
        Some(Arc::clone(stale)),
        inner.clone(),
        None,
    );
}

/// Starts the task.
pub(super) fn start<U, B>(
    asking: &Asking,
    leader: Option<Lead>,
    stale: Option<Arc<Entry>>,
    inner: U,
    owner: Option<Owner>,
) where
    U: Upstream<B>,
    B: Default + Send + 'static,
{
    asking.shared.tend();
    let request = match asking.neutral::<B>() {
        Ok(request) => request,
        // Whoever waits is told by the leader's going.
        Err(error) => {
            return tracing::error!(%error, key = %asking.asked.key, "no request to render");
        }
    };
    let render = Render::begin(asking.errand(), stale);
    tokio::spawn(async move {
        let mut owner = owner;
        let deadline = Instant::now() + render.errand.shared.settings.render_deadline;
        let ending = render.run(inner, request, &mut owner, deadline).await;
        if let (Some(leader), Ending::Landed(delivery)) = (leader, &ending) {
            leader.land(delivery.for_all());
        }
        if let Some(owner) = owner {
            // The owner may have left: then its answer is nobody's.
            let _ = owner.answer.send(ending.delivery());
        }
    });
}

/// One render under way. Dropped without a result (it panicked) it counts as failed.
pub(super) struct Render {
    pub(super) errand: Errand,
    pub(super) stale: Option<Arc<Entry>>,
    pub(super) began: u64,
    pub(super) asked_at: SystemTime,
    pub(super) started: Instant,
    reported: AtomicBool,
}

impl Render {
    fn begin(errand: Errand, stale: Option<Arc<Entry>>) -> Self {
        Self {
            began: errand.shared.store.begin(),
            asked_at: errand.shared.clock.now(),
            started: Instant::now(),
            reported: false.into(),
            errand,
            stale,
        }
    }

    async fn run<U, B>(
        &self,
        inner: U,
        request: Request<B>,
        owner: &mut Option<Owner>,
        deadline: Instant,
    ) -> Ending
    where
        U: Upstream<B>,
    {
        let response = async {
            inner.render(request).await.map_err(|error| {
                tracing::error!(%error, key = %self.errand.asked.key, "a render failed");
                Ending::Landed(self.failed(Failure::broken(), Why::Broken))
            })
        };
        match timeout_at(deadline, response).await {
            Ok(Ok(response)) => self.sort(response, owner, deadline).await,
            Ok(Err(ending)) => ending,
            Err(_) => self.late(),
        }
    }

    /// Waits for a delivery until the deadline. Beyond it the leader goes without an outcome, so
    /// that the first of its waiters leads.
    pub(super) async fn within(
        &self,
        deadline: Instant,
        delivery: impl Future<Output = Delivery>,
    ) -> Ending {
        match timeout_at(deadline, delivery).await {
            Ok(delivery) => Ending::Landed(delivery),
            Err(_) => self.late(),
        }
    }

    fn late(&self) -> Ending {
        tracing::warn!(key = %self.errand.asked.key, "a render was given up: it took too long");
        Ending::HandedOver(self.failed(Failure::late(), Why::Late))
    }

    pub(super) fn report(&self, outcome: Result<(), Why>) {
        if self.reported.swap(true, Ordering::Relaxed) {
            return;
        }
        let shared = self.shared();
        let now = shared.clock.now();
        let route = self.errand.asked.route.pattern();
        let succeeded = outcome.is_ok();
        let page = self.page();
        shared
            .circuits
            .report(route, page, succeeded, now, self.seed());
        if let Err(why) = outcome {
            self.note(why);
            self.count(Event::RenderFailed);
            if let Some(stale) = &self.stale {
                stale.back_off.failed(now, self.seed());
            }
        }
    }

    /// For operators who ask why the page is not stored.
    pub(super) fn note(&self, why: Why) {
        let at = self.shared().clock.now();
        let note = Note { why, at };
        self.shared().notes.put(&self.errand.asked.key, note);
    }

    /// Differs from render to render, and is the same for the same run of a test.
    pub(super) fn seed(&self) -> u64 {
        let millis = self.asked_at.duration_since(SystemTime::UNIX_EPOCH);
        self.page() ^ self.began ^ millis.unwrap_or(Duration::ZERO).as_millis() as u64
    }

    /// The same for the same key (FNV-1a).
    fn page(&self) -> u64 {
        let text = self.errand.asked.key.as_str().bytes();
        text.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        })
    }

    pub(super) fn count(&self, event: Event) {
        self.shared().stats.add_of(&self.errand.asked.key, event);
    }

    pub(super) fn shared(&self) -> &Arc<Shared> {
        &self.errand.shared
    }
}

impl Drop for Render {
    fn drop(&mut self) {
        self.report(Err(Why::Broken));
        self.shared().store.end(self.began);
    }
}

fn is_newer(kept: &Kept, stale: &Arc<Entry>) -> bool {
    matches!(kept, Kept::Entry(entry) if entry.serial() > stale.serial())
}
