//! Promise: one render per key, and a leader that goes hands over. Every interleaving of two or
//! three threads is tried under loom, with the very file that the cache uses.

#[allow(dead_code, unreachable_pub)]
#[path = "../src/single_flight/register.rs"]
mod register;

mod sync {
    pub(crate) use loom::sync::{Arc, Mutex, MutexGuard};
}

use loom::{future::block_on, thread};
use register::{Landing, Register, Seat};
use std::sync::PoisonError;
use sync::{Arc, Mutex};

/// What the threads share: flights, a store, and how often somebody rendered.
#[derive(Clone)]
struct Site {
    flights: Register<u8, u32>,
    stored: Arc<Mutex<Option<u32>>>,
    renders: Arc<Mutex<u32>>,
}

impl Site {
    fn new() -> Self {
        Self {
            flights: Register::new(),
            stored: Arc::new(Mutex::new(None)),
            renders: Arc::new(Mutex::new(0)),
        }
    }

    fn stored(&self) -> Option<u32> {
        *self.stored.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A visit as the cache makes it: look, board, look again, render, store, land. `dies` says
    /// which render (counted from one) goes without an outcome.
    fn visit(&self, dies: u32) -> u32 {
        loop {
            if let Some(page) = self.stored() {
                return page;
            }
            match self.flights.board(&1) {
                Seat::Waiter(waiter) => match block_on(waiter) {
                    Landing::Landed(page) => return page,
                    Landing::Abandoned => {}
                },
                Seat::Leader(leader) => {
                    if let Some(page) = self.stored() {
                        return page;
                    }
                    let mut renders = self.renders.lock().unwrap();
                    *renders += 1;
                    let died = *renders == dies;
                    drop(renders);
                    if died {
                        continue;
                    }
                    *self.stored.lock().unwrap() = Some(7);
                    leader.land(7);
                    return 7;
                }
            }
        }
    }
}

fn model(run: impl Fn() + Send + Sync + 'static) {
    let mut model = loom::model::Builder::new();
    model.preemption_bound = Some(3);
    model.check(run);
}

#[test]
fn whoever_comes_when_there_is_one_render() {
    model(|| {
        let site = Site::new();
        let others: Vec<_> = (0..2)
            .map(|_| {
                let site = site.clone();
                thread::spawn(move || site.visit(0))
            })
            .collect();
        for other in others {
            assert_eq!(other.join().unwrap(), 7);
        }
        assert_eq!(*site.renders.lock().unwrap(), 1);
    });
}

#[test]
fn a_leader_that_dies_hands_over_and_nobody_waits_for_ever() {
    model(|| {
        let site = Site::new();
        let others: Vec<_> = (0..2)
            .map(|_| {
                let site = site.clone();
                thread::spawn(move || site.visit(1))
            })
            .collect();
        for other in others {
            assert_eq!(other.join().unwrap(), 7);
        }
        assert_eq!(*site.renders.lock().unwrap(), 2);
    });
}

#[test]
fn a_detached_flight_leaves_the_next_one_alone() {
    model(|| {
        let flights: Register<u8, u32> = Register::new();
        let Seat::Leader(first) = flights.board(&1) else {
            panic!("somebody else leads");
        };
        let purging = {
            let flights = flights.clone();
            thread::spawn(move || {
                flights.detach(|_| true);
                match flights.board(&1) {
                    Seat::Leader(second) => second,
                    Seat::Waiter(_) => panic!("it waits for a render from before the purge"),
                }
            })
        };
        first.land(1);
        let second = purging.join().unwrap();
        let Seat::Waiter(waiter) = flights.board(&1) else {
            panic!("the flight of the first took the second's with it");
        };
        second.land(2);
        assert_eq!(block_on(waiter), Landing::Landed(2));
    });
}

#[test]
fn a_waiter_that_leaves_takes_nobody_along() {
    model(|| {
        let flights: Register<u8, u32> = Register::new();
        let Seat::Leader(leader) = flights.board(&1) else {
            panic!("somebody else leads");
        };
        let (Seat::Waiter(one), Seat::Waiter(other)) = (flights.board(&1), flights.board(&1))
        else {
            panic!("two lead");
        };
        let leaving = thread::spawn(move || drop(one));
        let staying = thread::spawn(move || block_on(other));
        leader.land(3);
        leaving.join().unwrap();
        assert_eq!(staying.join().unwrap(), Landing::Landed(3));
    });
}
