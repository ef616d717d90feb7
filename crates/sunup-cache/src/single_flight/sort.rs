//! What a rendered response is: stored for all, delivered to one, or failed.

use std::sync::Arc;

use http::{Method, Response, header, response::Parts};
use tokio::time::Instant;

use super::{
    failure::{self, Failure},
    outcome::{Delivery, Ending, Outcome, Owner},
    render::Render,
    upstream::Rendered,
};
use crate::{
    body::{Body, BoxError},
    capture::{Captured, capture},
    control::Directives,
    marker::{Marker, Reason},
    notes::Why,
    policy::{Exchange, declare},
    stats::Event,
};

impl Render {
    pub(super) async fn sort(
        &self,
        response: Rendered,
        owner: &mut Option<Owner>,
        deadline: Instant,
    ) -> Ending {
        let answered_at = self.shared().clock.now();
        let (mut parts, body) = response.into_parts();
        let own = sets_for_one(&parts);
        let pattern = self.errand.asked.route.pattern_policy();
        let settings = &self.shared().settings;
        let verdict = settings.rules.storable(&Exchange {
            method: &Method::GET,
            request: &self.errand.headers,
            status: parts.status,
            response: &parts.headers,
            answered: answered_at,
            pattern,
        });
        let targets = &settings.rules.targets;
        let overruled = &self.shared().overruled;
        overruled.see(parts.status, &parts.headers, targets, pattern);
        declare(parts.status, &mut parts.headers, targets, pattern);
        match verdict {
            Ok(lifetime) => {
                if let Some(reason) = self.known_not_to_fit(&body, owner.as_ref()) {
                    let response = Response::from_parts(parts, Body::stream(body));
                    return Ending::Landed(Delivery::Own(response, reason));
                }
                if let Some(owner) = self.listener(&parts, &body, owner) {
                    let streamed = self.stream(parts, body, lifetime, answered_at, owner, deadline);
                    return streamed.await;
                }
                let stored = async {
                    match capture(body, settings.entry_limit).await {
                        Captured::Whole(body) => {
                            self.store(parts, body, lifetime, answered_at).await
                        }
                        Captured::TooLarge(body) => {
                            self.deliver(parts, body, Reason::TooLarge(settings.entry_limit))
                        }
                        Captured::Broken(error) => self.broke_off(&error),
                    }
                };
                self.within(deadline, stored).await
            }
            Err(refusal) if refusal.is_failure() => {
                let failed = async {
                    match capture(body, failure::LIMIT).await {
                        Captured::Whole(body) if !own => {
                            let why = Why::Status(parts.status);
                            self.failed(Failure::rendered(parts, body), why)
                        }
                        Captured::Whole(body) => self.failed_for_one(parts, Body::whole(body)),
                        Captured::TooLarge(body) => self.failed_for_one(parts, body),
                        Captured::Broken(error) => self.broke_off(&error),
                    }
                };
                self.within(deadline, failed).await
            }
            Err(refusal) => {
                let body = Body::stream(body);
                Ending::Landed(self.deliver(parts, body, Reason::Refused(refusal)))
            }
        }
    }

    /// Why a body of unknown length is not collected: another of its key was too long or too slow
    /// a short time ago. It is tried again when the marker is over.
    fn known_not_to_fit<B: http_body::Body>(
        &self,
        body: &B,
        owner: Option<&Owner>,
    ) -> Option<Reason> {
        if owner.is_none() || body.size_hint().exact().is_some() {
            return None;
        }
        let shared = self.shared();
        let marker = shared
            .markers
            .get(&self.errand.asked.key, shared.clock.now())?;
        let reason = marker.reason.is_of_the_body().then_some(marker.reason)?;
        self.report(Ok(()));
        self.count(Event::RenderUncacheable);
        Some(reason)
    }

    /// An answer that is the leader's alone.
    fn deliver(&self, parts: Parts, body: Body, reason: Reason) -> Delivery {
        self.mark(reason);
        Delivery::Own(Response::from_parts(parts, body), reason)
    }

    /// The answers of the key are not stored, for this reason.
    pub(super) fn mark(&self, reason: Reason) {
        let shared = self.shared();
        self.report(Ok(()));
        self.note(Why::Uncacheable(reason));
        self.count(Event::RenderUncacheable);
        let until = shared.clock.now() + shared.settings.marker;
        shared
            .markers
            .put(&self.errand.asked.key, Marker { reason, until });
        if let Some(stale) = &self.stale {
            // What the page says now is not to be stored, and what it said before is over.
            shared.store.remove(stale);
        }
    }

    pub(super) fn broke_off(&self, error: &BoxError) -> Delivery {
        tracing::error!(%error, key = %self.errand.asked.key, "the body of a render broke off");
        self.failed(Failure::broken(), Why::Broken)
    }

    pub(super) fn failed(&self, failure: Failure, why: Why) -> Delivery {
        self.report(Err(why));
        Delivery::Shared(Outcome::Failed(Arc::new(failure)))
    }

    /// The page of an error that only the leader may see.
    fn failed_for_one(&self, parts: Parts, body: Body) -> Delivery {
        self.report(Err(Why::Status(parts.status)));
        Delivery::OwnFailure(Response::from_parts(parts, body))
    }
}

/// Whether the page of an error may not be shown to others.
fn sets_for_one(parts: &Parts) -> bool {
    let private = Directives::of(&parts.headers).is_some_and(|said| said.private);
    private || parts.headers.contains_key(header::SET_COOKIE)
}
