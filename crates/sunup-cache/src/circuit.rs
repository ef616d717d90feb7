//! Circuit breakers: a route whose renders fail is spared.
//!
//! When most of the last renders of a route failed, its circuit opens: stale pages are served
//! without an attempt to refresh them, and pages that nobody has are rendered one at a time, so
//! that a site that recovers is noticed and one that does not is not trampled. The circuit closes
//! with the first render that succeeds. While it fails, it stays open longer and longer.
//!
//! Failures of one page open nothing, however often it is asked for: the others are well, and it
//! is rendered one at a time in any case.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::SystemTime,
};

use crate::back_off::delay;

/// Renders that a judgement is made of.
const WINDOW: u32 = 16;

/// Renders before there is one.
const FEWEST: u32 = 8;

/// Different pages that have to fail.
const PAGES: usize = 3;

/// Routes that are remembered at most; those of a site are few.
const ROUTES: usize = 1024;

/// The circuits of all routes.
#[derive(Default)]
pub(crate) struct Circuits {
    routes: Mutex<HashMap<Arc<str>, Circuit>>,
}

#[derive(Default)]
struct Circuit {
    /// The last renders, newest in the lowest bit; a one is a failure.
    outcomes: u16,
    count: u32,
    /// The hashes of the keys that failed and did not succeed since, [`PAGES`] at most.
    failing: Vec<u64>,
    /// Openings in a row, and when a refresh may be tried again.
    openings: u32,
    until: Option<SystemTime>,
    probing: bool,
}

/// What a route's circuit lets a request do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Permit {
    /// Renders succeed.
    Closed,
    /// The route fails; this render tries whether it still does. Its outcome has to be reported.
    Probe,
    /// The route fails, and somebody tries already or it is too early to.
    Open,
}

impl Circuits {
    /// May a page be rendered behind a stale one?
    pub(crate) fn refresh(&self, route: &str, now: SystemTime) -> Permit {
        let mut routes = self.lock();
        let Some(circuit) = routes.get_mut(route) else {
            return Permit::Closed;
        };
        match circuit.until {
            None => Permit::Closed,
            Some(until) if until > now => Permit::Open,
            Some(_) => circuit.probe(),
        }
    }

    /// May a page be rendered that nobody has? One at a time, while the circuit is open.
    pub(crate) fn render(&self, route: &str) -> Permit {
        let mut routes = self.lock();
        match routes.get_mut(route) {
            Some(circuit) if circuit.until.is_some() => circuit.probe(),
            _ => Permit::Closed,
        }
    }

    /// A render of a route is over; `page` is the hash of its key.
    pub(crate) fn report(
        &self,
        route: &Arc<str>,
        page: u64,
        succeeded: bool,
        now: SystemTime,
        seed: u64,
    ) {
        let mut routes = self.lock();
        if !routes.contains_key(route) {
            // Success is what an unknown route is assumed to have.
            if succeeded {
                return;
            }
            if routes.len() >= ROUTES {
                routes.retain(|_, circuit| circuit.until.is_some());
            }
            if routes.len() >= ROUTES {
                return;
            }
        }
        let circuit = routes.entry(Arc::clone(route)).or_default();
        circuit.probing = false;
        circuit.outcomes = circuit.outcomes << 1 | u16::from(!succeeded);
        circuit.count = (circuit.count + 1).min(WINDOW);
        circuit.failing.retain(|failing| *failing != page);
        if succeeded {
            if circuit.until.is_some() || circuit.outcomes == 0 {
                routes.remove(route);
            }
            return;
        }
        if circuit.failing.len() < PAGES {
            circuit.failing.push(page);
        }
        let most = circuit.count >= FEWEST && circuit.outcomes.count_ones() * 2 >= circuit.count;
        let failing = most && circuit.failing.len() >= PAGES;
        if failing || circuit.until.is_some() {
            circuit.until = Some(now + delay(circuit.openings, seed));
            circuit.openings += 1;
        }
    }

    /// Every route counts as one that succeeds.
    pub(crate) fn clear(&self) {
        self.lock().clear();
    }

    /// The routes whose circuit is open.
    pub(crate) fn open(&self) -> Vec<Arc<str>> {
        let routes = self.lock();
        let open = routes.iter().filter(|(_, circuit)| circuit.until.is_some());
        open.map(|(route, _)| Arc::clone(route)).collect()
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Arc<str>, Circuit>> {
        self.routes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Circuit {
    fn probe(&mut self) -> Permit {
        match std::mem::replace(&mut self.probing, true) {
            true => Permit::Open,
            false => Permit::Probe,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::{Duration, UNIX_EPOCH};

    const NOW: SystemTime = UNIX_EPOCH;

    /// As many different pages fail.
    fn failed(circuits: &Circuits, route: &Arc<str>, pages: u64) {
        for page in 0..pages {
            circuits.report(route, page, false, NOW, 0);
        }
    }

    #[test]
    fn one_page_that_fails_closes_no_other() {
        let (circuits, route) = (Circuits::default(), Arc::from("/article/{slug}"));
        for _ in 0..100 {
            circuits.report(&route, 1, false, NOW, 0);
            circuits.report(&route, 2, false, NOW, 0);
        }
        assert_eq!(circuits.render(&route), Permit::Closed);
        circuits.report(&route, 3, false, NOW, 0);
        assert_eq!(circuits.open(), [route]);
    }

    #[test]
    fn a_page_that_succeeds_again_does_not_count() {
        let (circuits, route) = (Circuits::default(), Arc::from("/article/{slug}"));
        for page in 0..100 {
            circuits.report(&route, page, false, NOW, 0);
            circuits.report(&route, 1_000, false, NOW, 0);
            circuits.report(&route, page, true, NOW, 0);
        }
        assert_eq!(circuits.render(&route), Permit::Closed);
    }

    #[test]
    fn a_route_that_keeps_failing_is_spared() {
        let (circuits, route) = (Circuits::default(), Arc::from("/article/{slug}"));
        failed(&circuits, &route, 7);
        assert_eq!(circuits.refresh(&route, NOW), Permit::Closed);
        failed(&circuits, &route, 1);
        assert_eq!(circuits.refresh(&route, NOW), Permit::Open);
        assert_eq!(circuits.refresh("/", NOW), Permit::Closed);
        assert_eq!(circuits.open(), [route]);
    }

    #[test]
    fn one_request_at_a_time_tries_whether_it_still_fails() {
        let (circuits, route) = (Circuits::default(), Arc::from("/"));
        failed(&circuits, &route, 8);
        assert_eq!(circuits.render(&route), Permit::Probe);
        assert_eq!(circuits.render(&route), Permit::Open);
        let later = NOW + Duration::from_secs(10);
        assert_eq!(circuits.refresh(&route, later), Permit::Open);
        failed(&circuits, &route, 1);
        let later = NOW + Duration::from_secs(20);
        assert_eq!(circuits.refresh(&route, later), Permit::Probe);
    }

    #[test]
    fn one_success_closes_the_circuit() {
        let (circuits, route) = (Circuits::default(), Arc::from("/"));
        failed(&circuits, &route, 20);
        circuits.report(&route, 0, true, NOW, 0);
        assert_eq!(circuits.render(&route), Permit::Closed);
        assert!(circuits.open().is_empty());
    }

    #[test]
    fn a_circuit_stays_open_longer_each_time() {
        let (circuits, route) = (Circuits::default(), Arc::from("/"));
        failed(&circuits, &route, 8);
        assert_eq!(
            circuits.refresh(&route, NOW + Duration::from_secs(1)),
            Permit::Probe
        );
        failed(&circuits, &route, 1);
        assert_eq!(
            circuits.refresh(&route, NOW + Duration::from_secs(1)),
            Permit::Open
        );
        assert_eq!(
            circuits.refresh(&route, NOW + Duration::from_secs(2)),
            Permit::Probe
        );
    }

    #[test]
    fn a_failure_now_and_then_opens_nothing() {
        let (circuits, route) = (Circuits::default(), Arc::from("/"));
        for turn in 0..100 {
            circuits.report(&route, turn, turn % 3 != 0, NOW, 0);
        }
        assert_eq!(circuits.render(&route), Permit::Closed);
    }
}
