//! Hydration in turns. The browser compiles what it runs for the first time, so that a page in one
//! go is a task of a fifth of a second on a phone, in which no tap is answered. Between turns it
//! answers and paints.

use leptos::prelude::{Owner, set_timeout};
use std::{cell::RefCell, collections::VecDeque, time::Duration};

/// What is done in one turn.
pub(crate) type Turn = Box<dyn FnOnce()>;

/// Effects that begin in one turn; each is far smaller than a part of a page.
const EFFECTS: usize = 4;

/// What is left to do while a document is hydrated.
#[derive(Default)]
struct Turns {
    parts: VecDeque<Turn>,
    effects: VecDeque<Turn>,
}

thread_local! {
    /// None before and after.
    static TURNS: RefCell<Option<Turns>> = const { RefCell::new(None) };
}

/// From here on parts and effects wait for [`run`].
pub(super) fn begin() {
    TURNS.set(Some(Turns::default()));
}

/// Hydrates a part in a turn of its own.
pub(crate) fn put_off(part: impl FnOnce() + 'static) {
    wait(Box::new(part), |turns| &mut turns.parts);
}

/// Begins an effect below the current owner: at once, or after the last part.
pub(crate) fn afterwards(effect: impl FnOnce() + 'static) {
    let owner = Owner::current().unwrap_or_default();
    let effect = Box::new(move || owner.with(effect));
    wait(effect, |turns| &mut turns.effects);
}

/// Takes a place in a queue; where nothing is hydrated, nothing waits.
fn wait(turn: Turn, queue: fn(&mut Turns) -> &mut VecDeque<Turn>) {
    let immediate = TURNS.with_borrow_mut(|turns| match turns {
        Some(turns) => {
            queue(turns).push_back(turn);
            None
        }
        None => Some(turn),
    });
    if let Some(turn) = immediate {
        turn();
    }
}

/// Takes the turns, then `hydrated`, then begins the effects, then `ready`.
pub(super) fn run(hydrated: Turn, ready: Turn) {
    next_turn(move || match part() {
        Some(part) => {
            part();
            run(hydrated, ready);
        }
        None => {
            hydrated();
            let effects = TURNS.take().unwrap_or_default().effects;
            begin_effects(effects, ready);
        }
    });
}

fn part() -> Option<Turn> {
    TURNS.with_borrow_mut(|turns| turns.as_mut()?.parts.pop_front())
}

fn begin_effects(mut effects: VecDeque<Turn>, ready: Turn) {
    for effect in effects.drain(..EFFECTS.min(effects.len())) {
        effect();
    }
    next_turn(move || {
        if effects.is_empty() {
            ready();
        } else {
            begin_effects(effects, ready);
        }
    });
}

fn next_turn(turn: impl FnOnce() + 'static) {
    set_timeout(turn, Duration::ZERO);
}
