//! One request from its look into the store until it has an answer.

use std::{sync::Arc, time::SystemTime};

use http::{Method, Response};
use tokio::{
    sync::oneshot,
    time::{Instant, timeout_at},
};

use super::{
    below::Found,
    failure::Failure,
    outcome::{Delivery, Outcome, Owner},
    register::{Landing, Seat},
    render,
    request::Asking,
    upstream::Upstream,
};
use crate::{
    body::Body,
    circuit::Permit,
    entry::Entry,
    freshness::Freshness,
    marker::Reason,
    request::only_if_cached,
    stats::Event,
    status::{CacheStatus, Forward},
    store::Stored,
};

/// How many leaders a request sees go without an outcome before it gives up: a page that always
/// panics must not be rendered once for each of its visitors.
const HANDED_OVER: u32 = 2;

/// What one turn came to.
enum Turn {
    Answer(Response<Body>),
    Again,
    HandedOver,
    /// No answer from a render: what is stale, or this.
    Without(Failure, Option<Response<Body>>),
}

/// Answers a request that no entry may answer at once.
pub(crate) async fn visit<U, B>(asking: Asking, mut inner: U) -> Response<Body>
where
    U: Upstream<B>,
    B: Default + Send + 'static,
{
    // Whoever reads data renders a page, and its visitor waits already.
    let _waits = (!asking.asked.key.is_data()).then(|| asking.shared.warming.waits());
    let wait = asking.shared.settings.wait;
    let deadline = Instant::now() + wait;
    let mut handed_over = 0;
    loop {
        match asking.turn(&mut inner, deadline).await {
            Turn::Answer(response) => return response,
            Turn::Again => {}
            Turn::HandedOver if handed_over < HANDED_OVER => handed_over += 1,
            Turn::HandedOver => return asking.without(&Failure::broken(), None),
            Turn::Without(failure, own) => return asking.without(&failure, own),
        }
    }
}

impl Asking {
    async fn turn<U, B>(&self, inner: &mut U, deadline: Instant) -> Turn
    where
        U: Upstream<B>,
        B: Default + Send + 'static,
    {
        let shared = &self.shared;
        let now = shared.clock.now();
        let stale = match self.usable(now) {
            Some((entry, freshness @ Freshness::Fresh { .. })) => {
                return Turn::Answer(self.hit(&entry, freshness, now));
            }
            Some((entry, freshness)) if self.answers(&entry, freshness) => {
                render::refresh(self, &entry, inner);
                return Turn::Answer(self.hit(&entry, freshness, now));
            }
            Some((entry, _)) => Some(entry),
            None => match self.below().await {
                Some((found, freshness)) if self.answers(&found.0, freshness) => {
                    return Turn::Answer(self.found(&found, freshness, inner));
                }
                Some(((entry, _), _)) => Some(entry),
                None => None,
            },
        };
        let now = shared.clock.now();
        if only_if_cached(&self.parts.headers) {
            return Turn::Without(Failure::only_if_cached(), None);
        }
        // Within the back-off after a failure a stale entry is all there is.
        if let Some(stale) = stale.as_ref().filter(|stale| !stale.back_off.is_over(now)) {
            return Turn::Answer(self.hit(stale, stale.freshness(now), now));
        }
        if shared.markers.get(&self.asked.key, now).is_some() {
            return self.alone(inner, stale).await;
        }
        // A purge from now on makes this request wait for another render only if it comes before
        // the boarding; read before it, the generation errs on the side of one render more.
        let generation = shared.store.generation();
        let key = shared.key_of_variant(&self.asked.key, &self.parts.headers);
        let landing = match shared.flights.board(&key) {
            Seat::Waiter(waiter) => match timeout_at(deadline, waiter).await {
                Ok(landing) => landing,
                Err(_) => return Turn::Without(Failure::late(), None),
            },
            Seat::Leader(leader) => {
                let found = self.usable(now);
                if found.is_some_and(|(entry, freshness)| self.answers(&entry, freshness)) {
                    // Somebody landed between the look into the store and the boarding. Those who
                    // boarded meanwhile look again as well.
                    drop(leader);
                    return Turn::Again;
                }
                let permit = shared.circuits.render(self.asked.route.pattern());
                if permit == Permit::Open {
                    return Turn::Without(Failure::spared(), None);
                }
                let (owner, answer) = self.owner();
                render::start(
                    self,
                    Some(leader),
                    stale.clone(),
                    inner.clone(),
                    Some(owner),
                );
                return self.delivered(answer.await, stale.is_some(), generation);
            }
        };
        match landing {
            Landing::Abandoned => Turn::HandedOver,
            Landing::Landed(Outcome::Uncacheable) => self.alone(inner, stale).await,
            Landing::Landed(outcome) => self.shared(&outcome, stale.is_some(), true, generation),
        }
    }

    /// An entry of another tier as a hit.
    fn found<U, B>(&self, found: &Found, freshness: Freshness, inner: &U) -> Response<Body>
    where
        U: Upstream<B>,
        B: Default + Send + 'static,
    {
        let (entry, tier) = found;
        self.count(match freshness {
            Freshness::Fresh { .. } => Event::Hit,
            _ => Event::Stale,
        });
        if let Freshness::Grace { .. } = freshness {
            render::refresh(self, entry, inner);
        }
        self.shared.tend();
        entry.count_hit();
        let now = self.shared.clock.now();
        let status = CacheStatus::hit(entry.ttl(now)).detail(tier);
        self.respond(entry, now, &status)
    }

    /// A render for this request alone: nobody waits for it, and it waits for nobody.
    async fn alone<U, B>(&self, inner: &mut U, stale: Option<Arc<Entry>>) -> Turn
    where
        U: Upstream<B>,
        B: Default + Send + 'static,
    {
        let was_stale = stale.is_some();
        let generation = self.shared.store.generation();
        let (owner, answer) = self.owner();
        render::start(self, None, stale, inner.clone(), Some(owner));
        self.delivered(answer.await, was_stale, generation)
    }

    fn owner(&self) -> (Owner, oneshot::Receiver<Delivery>) {
        let (answer, receiver) = oneshot::channel();
        let streams = self.parts.method == Method::GET;
        (Owner { answer, streams }, receiver)
    }

    fn delivered(
        &self,
        delivery: Result<Delivery, oneshot::error::RecvError>,
        was_stale: bool,
        generation: u64,
    ) -> Turn {
        match delivery {
            Ok(Delivery::Shared(outcome)) => self.shared(&outcome, was_stale, false, generation),
            Ok(Delivery::Streamed(response)) => Turn::Answer(self.streamed(response)),
            Ok(Delivery::Own(response, reason)) => Turn::Answer(self.own(response, reason)),
            Ok(Delivery::OwnFailure(response)) => Turn::Without(Failure::broken(), Some(response)),
            // The render panicked: this request has had its turn.
            Err(_) => Turn::Without(Failure::broken(), None),
        }
    }

    fn shared(&self, outcome: &Outcome, was_stale: bool, collapsed: bool, generation: u64) -> Turn {
        let (entry, stored) = match outcome {
            Outcome::Rendered(entry, stored) => (entry, *stored),
            Outcome::Failed(failure) => return Turn::Without(Failure::clone(failure), None),
            Outcome::Uncacheable => return Turn::Again,
        };
        // The purge came before this request did: it is owed a render that began after it.
        if let Stored::Overtaken { by } = stored
            && by <= generation
        {
            return Turn::Again;
        }
        // Only now it is known what the page varies by: this one is for others.
        if *entry.key() != self.asked.key.variant(entry.vary(), &self.parts.headers) {
            return Turn::Again;
        }
        let now = self.shared.clock.now();
        let mut status = CacheStatus::forward(forward(was_stale)).ttl(entry.ttl(now));
        if matches!(stored, Stored::Kept | Stored::Softened) {
            status = status.stored();
        }
        if collapsed {
            status = status.collapsed();
        }
        self.count(match collapsed {
            true => Event::Collapsed,
            false => Event::Miss,
        });
        Turn::Answer(self.respond(entry, now, &status))
    }

    /// The answer whose body is still to come. Whether it will be stored is not known yet.
    fn streamed(&self, mut response: Response<Body>) -> Response<Body> {
        self.count(Event::Miss);
        let status = CacheStatus::forward(Forward::Miss).detail("streamed");
        status.write(response.headers_mut());
        response
    }

    /// The answer that is this request's alone.
    fn own(&self, mut response: Response<Body>, reason: Reason) -> Response<Body> {
        self.count(Event::Uncacheable);
        let status = CacheStatus::forward(Forward::Miss).detail(reason.detail());
        status.write(response.headers_mut());
        self.bodiless(response)
    }

    /// An answer where no render gave one: a stale entry if it may be served, else a failure.
    fn without(&self, failure: &Failure, own: Option<Response<Body>>) -> Response<Body> {
        let shared = &self.shared;
        let now = shared.clock.now();
        let found = self.usable(now);
        let rendered = own
            .as_ref()
            .map(Response::status)
            .or(failure.rendered_status());
        let waited = |forward| match rendered {
            Some(status) => CacheStatus::forward(forward).forward_status(status.as_u16()),
            None => CacheStatus::forward(forward),
        };
        match found {
            Some((entry, freshness)) if !only_if_cached(&self.parts.headers) => {
                self.count(match freshness {
                    Freshness::Fresh { .. } => Event::Hit,
                    _ => Event::StaleOnError,
                });
                let status = waited(Forward::Stale).ttl(entry.ttl(now));
                entry.count_hit();
                self.respond(&entry, now, &status)
            }
            _ => {
                self.count(Event::Failed);
                let status = waited(Forward::Miss);
                let response = match own {
                    Some(mut own) => {
                        status.write(own.headers_mut());
                        own
                    }
                    None => failure.response(&status),
                };
                self.bodiless(response)
            }
        }
    }

    fn usable(&self, now: SystemTime) -> Option<(Arc<Entry>, Freshness)> {
        let base = self.asked.key.as_str();
        self.shared.usable(base, &self.parts.headers, now)
    }

    /// Whether an entry answers without a render that has to be waited for. Data that was purged
    /// softly does not: a page would be made of what it was before, and be new itself.
    fn answers(&self, entry: &Entry, freshness: Freshness) -> bool {
        match freshness {
            Freshness::Fresh { .. } => true,
            Freshness::Grace { .. } => !(entry.is_softened() && self.asked.key.is_data()),
            Freshness::OnErrorOnly { .. } | Freshness::Gone => false,
        }
    }

    /// An entry as a hit, fresh or within its grace.
    fn hit(&self, entry: &Arc<Entry>, freshness: Freshness, now: SystemTime) -> Response<Body> {
        if self.asked.key.is_data() {
            self.count(Event::Hit);
            entry.count_hit();
            return self.respond(entry, now, &CacheStatus::hit(entry.ttl(now)));
        }
        self.shared.hit(entry, freshness, &self.parts, now)
    }

    fn count(&self, event: Event) {
        self.shared.stats.add_of(&self.asked.key, event);
    }

    fn respond(&self, entry: &Arc<Entry>, now: SystemTime, status: &CacheStatus) -> Response<Body> {
        let (method, headers) = (&self.parts.method, &self.parts.headers);
        let answer = entry.respond(method, headers, now, status);
        if !entry.key().is_data() {
            self.shared.warming.visited(entry, &self.parts);
        }
        self.shared.answered(entry, answer)
    }

    /// HEAD has no body, whoever made the answer.
    fn bodiless(&self, response: Response<Body>) -> Response<Body> {
        match self.parts.method {
            Method::HEAD => response.map(|_| Body::empty()),
            _ => response,
        }
    }
}

fn forward(was_stale: bool) -> Forward {
    match was_stale {
        true => Forward::Stale,
        false => Forward::Miss,
    }
}
