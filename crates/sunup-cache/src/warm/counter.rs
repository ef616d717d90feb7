//! Counters of eight bits that grow by chance, the less likely the higher they are (R. Morris, 1978):
//! one of them counts to five millions, a sixth more or less, and a page that everybody asks for is
//! hardly ever written to.

use std::{
    cell::Cell,
    hash::{BuildHasher, RandomState},
};

/// By how much the value of a counter grows with each step.
const GROWTH: f64 = 1.05;

/// Whether a counter grows by one with the next visit.
pub(super) fn grows(counter: u8) -> bool {
    counter == 0 || (counter < u8::MAX && chance() <= CHANCES[usize::from(counter)])
}

/// How many visits a counter stands for.
pub(super) const fn value(counter: u8) -> u64 {
    VALUES[counter as usize]
}

/// The counter that stands for half as many, or a little less.
pub(super) const fn half(counter: u8) -> u8 {
    HALVES[counter as usize]
}

/// How likely each counter is to grow, of `u32::MAX`.
const CHANCES: [u32; 256] = {
    let (mut all, mut chance, mut at) = ([0; 256], 1.0, 0);
    while at < all.len() {
        all[at] = (chance * u32::MAX as f64) as u32;
        chance /= GROWTH;
        at += 1;
    }
    all
};

const VALUES: [u64; 256] = {
    let (mut all, mut power, mut at) = ([0; 256], 1.0, 0);
    while at < all.len() {
        all[at] = ((power - 1.0) / (GROWTH - 1.0) + 0.5) as u64;
        power *= GROWTH;
        at += 1;
    }
    all
};

const HALVES: [u8; 256] = {
    let (mut all, mut half, mut at) = ([0; 256], 0, 0);
    while at < all.len() {
        while VALUES[half + 1] <= VALUES[at] / 2 {
            half += 1;
        }
        all[at] = half as u8;
        at += 1;
    }
    all
};

/// True for one of so many, by chance.
pub(super) fn one_of(many: u16) -> bool {
    chance().is_multiple_of(u32::from(many.max(1)))
}

thread_local! {
    static STATE: Cell<u64> = Cell::new(RandomState::new().hash_one(0) | 1);
}

/// A number that nobody has to be unable to guess (xorshift64*).
fn chance() -> u32 {
    // While a thread ends there is none left; then nothing grows.
    let next = STATE.try_with(|state| {
        let mut it = state.get();
        it ^= it >> 12;
        it ^= it << 25;
        it ^= it >> 27;
        state.set(it);
        (it.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 32) as u32
    });
    next.unwrap_or(u32::MAX)
}
