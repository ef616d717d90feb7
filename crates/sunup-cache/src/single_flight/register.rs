//! Who renders a key, and who waits for it.
//!
//! The first to board a key leads; whoever boards after that waits. A leader lands with an outcome
//! for all, or is dropped (it panicked, ran out of time, its task was ended): then its waiters are
//! told that it is gone and may board again, and the first of them leads. A key is free again
//! before its waiters hear of it, so none of them can board a flight that is over.
//!
//! This file knows no runtime, only locks and wakers, so that `tests/hand_over.rs` can run it
//! through every interleaving under loom.

use std::{
    collections::HashMap,
    future::Future,
    hash::Hash,
    pin::Pin,
    sync::PoisonError,
    task::{Context, Poll, Waker},
};

use super::sync::{Arc, Mutex, MutexGuard};

/// What a flight came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Landing<T> {
    /// The leader's outcome.
    Landed(T),
    /// The leader went without one.
    Abandoned,
}

/// What boarding gives.
pub(crate) enum Seat<K: Eq + Hash + Clone, T: Clone> {
    /// Nobody was at it: this one renders.
    Leader(Leader<K, T>),
    /// Somebody is: wait.
    Waiter(Waiter<T>),
}

/// The flights in the air.
pub(crate) struct Register<K, T> {
    flights: Arc<Mutex<Flights<K, T>>>,
}

type Flights<K, T> = HashMap<K, Arc<Mutex<Flight<T>>>>;

struct Flight<T> {
    landing: Option<Landing<T>>,
    wakers: Vec<Option<Waker>>,
}

impl<K: Eq + Hash + Clone, T: Clone> Register<K, T> {
    pub(crate) fn new() -> Self {
        Self {
            flights: Arc::new(Mutex::new(HashMap::new())),
        }
    }

    /// Leads the flight of a key, or waits for it.
    pub(crate) fn board(&self, key: &K) -> Seat<K, T> {
        let mut flights = lock(&self.flights);
        if let Some(flight) = flights.get(key) {
            return Seat::Waiter(Waiter::new(Arc::clone(flight)));
        }
        Seat::Leader(self.lead(&mut flights, key))
    }

    /// Leads the flight of a key if nobody does.
    pub(crate) fn board_first(&self, key: &K) -> Option<Leader<K, T>> {
        let mut flights = lock(&self.flights);
        match flights.contains_key(key) {
            true => None,
            false => Some(self.lead(&mut flights, key)),
        }
    }

    /// Frees the keys that `which` picks: their flights go on for those on board, and whoever
    /// comes from now on begins a new one.
    pub(crate) fn detach(&self, mut which: impl FnMut(&K) -> bool) {
        lock(&self.flights).retain(|key, _| !which(key));
    }

    /// Whether somebody is at a key.
    pub(crate) fn contains(&self, key: &K) -> bool {
        lock(&self.flights).contains_key(key)
    }

    /// How many flights are in the air.
    pub(crate) fn len(&self) -> usize {
        lock(&self.flights).len()
    }

    fn lead(&self, flights: &mut Flights<K, T>, key: &K) -> Leader<K, T> {
        let flight = Arc::new(Mutex::new(Flight {
            landing: None,
            wakers: Vec::new(),
        }));
        flights.insert(key.clone(), Arc::clone(&flight));
        Leader {
            register: self.clone(),
            key: key.clone(),
            flight,
        }
    }
}

impl<K, T> Clone for Register<K, T> {
    fn clone(&self) -> Self {
        Self {
            flights: Arc::clone(&self.flights),
        }
    }
}

/// The one who renders. Dropped without landing, it abandons its waiters.
pub(crate) struct Leader<K: Eq + Hash + Clone, T: Clone> {
    register: Register<K, T>,
    key: K,
    flight: Arc<Mutex<Flight<T>>>,
}

impl<K: Eq + Hash + Clone, T: Clone> Leader<K, T> {
    /// Ends the flight with an outcome for everybody on board.
    pub(crate) fn land(self, outcome: T) {
        self.end(Landing::Landed(outcome));
    }

    fn end(&self, landing: Landing<T>) {
        let mut flights = lock(&self.register.flights);
        // A detached flight no longer owns its key: somebody else may have boarded it anew.
        let own = |flight: &Arc<Mutex<Flight<T>>>| Arc::ptr_eq(flight, &self.flight);
        if flights.get(&self.key).is_some_and(own) {
            flights.remove(&self.key);
        }
        drop(flights);
        let wakers = {
            let mut flight = lock(&self.flight);
            if flight.landing.is_some() {
                return;
            }
            flight.landing = Some(landing);
            std::mem::take(&mut flight.wakers)
        };
        for waker in wakers.into_iter().flatten() {
            waker.wake();
        }
    }
}

impl<K: Eq + Hash + Clone, T: Clone> Drop for Leader<K, T> {
    fn drop(&mut self) {
        self.end(Landing::Abandoned);
    }
}

/// One who waits for a leader.
pub(crate) struct Waiter<T> {
    flight: Arc<Mutex<Flight<T>>>,
    place: Option<usize>,
}

impl<T> Waiter<T> {
    fn new(flight: Arc<Mutex<Flight<T>>>) -> Self {
        Self {
            flight,
            place: None,
        }
    }
}

impl<T: Clone> Future for Waiter<T> {
    type Output = Landing<T>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Landing<T>> {
        let this = &mut *self;
        let mut flight = lock(&this.flight);
        if let Some(landing) = &flight.landing {
            return Poll::Ready(landing.clone());
        }
        let place = *this.place.get_or_insert_with(|| {
            flight.wakers.push(None);
            flight.wakers.len() - 1
        });
        if let Some(slot) = flight.wakers.get_mut(place) {
            *slot = Some(cx.waker().clone());
        }
        Poll::Pending
    }
}

impl<T> Drop for Waiter<T> {
    fn drop(&mut self) {
        if let Some(place) = self.place
            && let Some(slot) = lock(&self.flight).wakers.get_mut(place)
        {
            *slot = None;
        }
    }
}

/// A panic under one of these locks leaves no half-made state, so poison is not passed on.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
