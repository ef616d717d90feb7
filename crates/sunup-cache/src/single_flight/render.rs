//! The task that renders a key: with a deadline, tied to no connection.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant, SystemTime},
};

use http::{Method, Request, Response, header, response::Parts};
use tokio::{sync::oneshot, time::timeout};

use super::{
    failure::{self, Failure},
    outcome::{Delivery, Outcome},
    register::Leader,
    request::{Asking, Errand},
    upstream::{Rendered, Upstream},
};
use crate::{
    body::{Body, BoxError},
    cache::Shared,
    capture::{Captured, capture},
    circuit::Permit,
    control::Directives,
    entry::{Entry, Kept},
    key::Key,
    marker::{Marker, Reason},
    policy::{Exchange, declare},
    stats::Event,
    store::Stored,
};

/// The one who leads, if the flight is registered.
pub(super) type Lead = Leader<Key, Outcome>;

/// Renders behind a stale entry, unless somebody does already, or it is too early after a failure.
pub(crate) fn refresh<U, B>(asking: &Asking, key: &Key, stale: &Arc<Entry>, inner: &U)
where
    U: Upstream<B>,
    B: Default + Send + 'static,
{
    let shared = &asking.shared;
    let now = shared.clock.now();
    if !stale.back_off.is_over(now) {
        return;
    }
    let Some(leader) = shared.flights.board_first(key) else {
        return;
    };
    // Between the look into the store and the boarding somebody may have landed.
    if shared
        .store
        .lookup(stale.key())
        .is_some_and(|kept| is_newer(&kept, stale))
    {
        return;
    }
    if shared.circuits.refresh(stale.route(), now) == Permit::Open {
        return;
    }
    shared.count(Event::Refresh);
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
    owner: Option<oneshot::Sender<Delivery>>,
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
        let deadline = render.errand.shared.settings.render_deadline;
        let delivery = match timeout(deadline, render.run(inner, request)).await {
            Ok(delivery) => {
                if let Some(leader) = leader {
                    leader.land(delivery.for_all());
                }
                delivery
            }
            // The leader goes without an outcome, so that the first of its waiters leads.
            Err(_) => {
                tracing::warn!(key = %render.errand.asked.key, "a render was given up: it took too long");
                render.failed(Failure::late())
            }
        };
        if let Some(owner) = owner {
            // The owner may have left: then its answer is nobody's.
            let _ = owner.send(delivery);
        }
    });
}

/// One render under way. Dropped without a result (it panicked) it counts as failed.
pub(super) struct Render {
    pub(super) errand: Errand,
    stale: Option<Arc<Entry>>,
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

    async fn run<U, B>(&self, inner: U, request: Request<B>) -> Delivery
    where
        U: Upstream<B>,
    {
        if let Some(entry) = self.found_below().await {
            return Delivery::Shared(Outcome::Rendered(entry, Stored::Kept));
        }
        match inner.render(request).await {
            Ok(response) => self.sort(response).await,
            Err(error) => {
                tracing::error!(%error, key = %self.errand.asked.key, "a render failed");
                self.failed(Failure::broken())
            }
        }
    }

    /// Stored for all, delivered to one, or failed.
    async fn sort(&self, response: Rendered) -> Delivery {
        let answered_at = self.shared().clock.now();
        let (mut parts, body) = response.into_parts();
        let own = sets_for_one(&parts);
        let route = &self.errand.asked.route;
        let rules = &self.shared().settings.rules;
        let verdict = rules.storable(&Exchange {
            method: &Method::GET,
            request: &self.errand.headers,
            status: parts.status,
            response: &parts.headers,
            answered: answered_at,
            pattern: route.pattern_policy(),
        });
        let pattern = route.pattern_policy();
        declare(parts.status, &mut parts.headers, &rules.targets, pattern);
        match verdict {
            Ok(lifetime) => match capture(body, self.shared().settings.entry_limit).await {
                Captured::Whole(body) => self.store(parts, body, lifetime, answered_at).await,
                Captured::TooLarge(body) => {
                    let limit = self.shared().settings.entry_limit;
                    self.deliver(parts, body, Reason::TooLarge(limit))
                }
                Captured::Broken(error) => self.broke_off(&error),
            },
            Err(refusal) if refusal.is_failure() => match capture(body, failure::LIMIT).await {
                Captured::Whole(body) if !own => self.failed(Failure::rendered(parts, body)),
                Captured::Whole(body) => self.failed_for_one(parts, Body::whole(body)),
                Captured::TooLarge(body) => self.failed_for_one(parts, body),
                Captured::Broken(error) => self.broke_off(&error),
            },
            Err(refusal) => self.deliver(parts, Body::stream(body), Reason::Refused(refusal)),
        }
    }

    /// An answer that is the leader's alone.
    fn deliver(&self, parts: Parts, body: Body, reason: Reason) -> Delivery {
        let shared = self.shared();
        self.report(true);
        shared.count(Event::RenderUncacheable);
        let until = shared.clock.now() + shared.settings.marker;
        shared
            .markers
            .put(&self.errand.asked.key, Marker { reason, until });
        if let Some(stale) = &self.stale {
            // What the page says now is not to be stored, and what it said before is over.
            shared.store.remove(stale);
        }
        Delivery::Own(Response::from_parts(parts, body), reason)
    }

    pub(super) fn broke_off(&self, error: &BoxError) -> Delivery {
        tracing::error!(%error, key = %self.errand.asked.key, "the body of a render broke off");
        self.failed(Failure::broken())
    }

    fn failed(&self, failure: Failure) -> Delivery {
        self.report(false);
        Delivery::Shared(Outcome::Failed(Arc::new(failure)))
    }

    /// The page of an error that only the leader may see.
    fn failed_for_one(&self, parts: Parts, body: Body) -> Delivery {
        self.report(false);
        Delivery::OwnFailure(Response::from_parts(parts, body))
    }

    pub(super) fn report(&self, succeeded: bool) {
        if self.reported.swap(true, Ordering::Relaxed) {
            return;
        }
        let shared = self.shared();
        let now = shared.clock.now();
        let route = self.errand.asked.route.pattern();
        shared.circuits.report(route, succeeded, now, self.seed());
        if !succeeded {
            shared.count(Event::RenderFailed);
            if let Some(stale) = &self.stale {
                stale.back_off.failed(now, self.seed());
            }
        }
    }

    /// Nothing was rendered, hence nothing is known of the route.
    pub(super) fn spare_the_circuit(&self) {
        self.reported.store(true, Ordering::Relaxed);
        self.shared()
            .circuits
            .forgo(self.errand.asked.route.pattern());
    }

    /// Differs from render to render, and is the same for the same run of a test.
    pub(super) fn seed(&self) -> u64 {
        let text = self.errand.asked.key.as_str().bytes();
        let key = text.fold(self.began, |seed, byte| {
            (seed ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        let millis = self.asked_at.duration_since(SystemTime::UNIX_EPOCH);
        key ^ millis.unwrap_or(Duration::ZERO).as_millis() as u64
    }

    pub(super) fn shared(&self) -> &Arc<Shared> {
        &self.errand.shared
    }
}

impl Drop for Render {
    fn drop(&mut self) {
        self.report(false);
        self.shared().store.end(self.began);
    }
}

/// Whether the page of an error may not be shown to others.
fn sets_for_one(parts: &Parts) -> bool {
    let private = Directives::of(&parts.headers).is_some_and(|said| said.private);
    private || parts.headers.contains_key(header::SET_COOKIE)
}

fn is_newer(kept: &Kept, stale: &Arc<Entry>) -> bool {
    matches!(kept, Kept::Entry(entry) if entry.serial() > stale.serial())
}
