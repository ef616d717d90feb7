//! How often a key was asked for lately: four-bit counters in a count-min sketch (TinyLFU).
//!
//! A counter holds 15 at most, and all of them are halved once the sketch has seen ten times as
//! many requests as it has words, so that what was popular last week makes room for today.

/// The smallest table, in words of sixteen counters.
const SMALLEST: usize = 256;

/// Requests per word of the table between two halvings.
const SAMPLE: u32 = 10;

/// Odd constants that turn one hash into four places (Knuth's multiplicative hashing).
const SEEDS: [u64; 4] = [
    0x9e37_79b9_7f4a_7c15,
    0xc2b2_ae3d_27d4_eb4f,
    0x1656_67b1_9e37_79f9,
    0xd6e8_feb8_6659_fd93,
];

/// Estimates of frequency for the keys of one shard.
pub(super) struct Sketch {
    table: Box<[u64]>,
    seen: u32,
}

impl Sketch {
    pub(super) fn new() -> Self {
        Self {
            table: vec![0; SMALLEST].into_boxed_slice(),
            seen: 0,
        }
    }

    /// Grows with the number of entries, and forgets what it knew when it does.
    pub(super) fn fit(&mut self, entries: usize) {
        if entries > self.table.len() {
            let words = entries.next_power_of_two();
            self.table = vec![0; words].into_boxed_slice();
            self.seen = 0;
        }
    }

    /// One more request for the key of this hash.
    pub(super) fn record(&mut self, hash: u64) {
        let mut counted = false;
        for seed in SEEDS {
            let (word, shift) = self.place(hash, seed);
            if (self.table[word] >> shift) & 0xf < 0xf {
                self.table[word] += 1 << shift;
                counted = true;
            }
        }
        if counted {
            self.seen += 1;
            if self.seen as usize >= self.table.len() * SAMPLE as usize {
                self.halve();
            }
        }
    }

    /// How often the key of this hash was asked for lately, 15 at most.
    pub(super) fn frequency(&self, hash: u64) -> u32 {
        let counts = SEEDS.map(|seed| {
            let (word, shift) = self.place(hash, seed);
            (self.table[word] >> shift) & 0xf
        });
        counts.into_iter().min().unwrap_or(0) as u32
    }

    /// The bytes of the table.
    pub(super) fn bytes(&self) -> usize {
        size_of_val(&*self.table)
    }

    fn place(&self, hash: u64, seed: u64) -> (usize, u32) {
        let mixed = hash.wrapping_add(seed).wrapping_mul(seed);
        let mixed = mixed ^ (mixed >> 32);
        let word = mixed as usize & (self.table.len() - 1);
        (word, ((mixed >> 56) as u32 & 0xf) * 4)
    }

    fn halve(&mut self) {
        for word in &mut self.table {
            *word = (*word >> 1) & 0x7777_7777_7777_7777;
        }
        self.seen /= 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_asked_for_often_counts_more_than_one_asked_for_once() {
        let mut sketch = Sketch::new();
        for _ in 0..8 {
            sketch.record(0x1234_5678_9abc_def0);
        }
        sketch.record(77);
        assert!(sketch.frequency(0x1234_5678_9abc_def0) >= 8);
        assert!((1..8).contains(&sketch.frequency(77)));
        assert_eq!(sketch.frequency(78), 0);
    }

    #[test]
    fn what_was_popular_is_forgotten_by_halves() {
        let mut sketch = Sketch::new();
        for _ in 0..15 {
            sketch.record(1);
        }
        for other in 0..SMALLEST as u64 * u64::from(SAMPLE) {
            sketch.record(other.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        }
        assert!(sketch.frequency(1) < 15);
    }
}
