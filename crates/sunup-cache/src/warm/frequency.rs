//! [`Frequency`]: how often each page was asked for lately, in a table of fixed size.
//!
//! A count-min sketch: the least of the four [counters](super::counter) of a page tells how often it
//! was asked for. They stand in one line of the processor's cache. Nothing is locked: of two visits
//! in one moment one may be lost.

use std::{
    hash::BuildHasher,
    sync::atomic::{AtomicU8, Ordering},
};

use foldhash::fast::FixedState;
use sha2::{Digest, Sha256};

use super::counter;

/// Counters of a page.
const ROWS: usize = 4;

/// Counters of a line, and of one row in it.
const LINE: usize = 64;
const ROW: usize = LINE / ROWS;

/// Bytes of the table for each page that it is made for.
const PER_PAGE: usize = 2;

/// Pages that the largest table is made for: 2 MiB.
const MOST: usize = 1 << 20;

/// What the bytes of a table begin with: a name, and the version of what follows.
const HEAD: [u8; 8] = *b"sunupFq1";

/// How long the head is: name, a hash that tells whether this build hashes alike, lines.
const HEAD_LENGTH: usize = 24;
const CHECKSUM: usize = 32;

/// How often each page was asked for lately.
///
/// ```
/// use sunup_cache::warm::Frequency;
///
/// let frequency = Frequency::for_pages(10_000);
/// for _ in 0..3 {
///     frequency.record("/article/x");
/// }
/// assert!(frequency.of("/article/x") > frequency.of("/article/y"));
/// let restored = Frequency::from_bytes(&frequency.to_bytes()).expect("its own bytes");
/// assert_eq!(restored.of("/article/x"), frequency.of("/article/x"));
/// ```
pub struct Frequency {
    lines: Box<[Line]>,
}

#[repr(align(64))]
struct Line([AtomicU8; LINE]);

/// Bytes that are no table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FrequencyError {
    /// They are of another version, or of something else.
    #[error("they are of another version")]
    Version,
    /// Some of them are missing or have changed.
    #[error("they are damaged")]
    Damaged,
}

impl Frequency {
    /// A table for so many pages. For a million of them it takes 2 MiB, and never more.
    pub fn for_pages(pages: usize) -> Self {
        let bytes = pages.clamp(1, MOST) * PER_PAGE;
        Self::with_lines(bytes.div_ceil(LINE).next_power_of_two())
    }

    fn with_lines(lines: usize) -> Self {
        Self {
            lines: (0..lines).map(|_| Line::default()).collect(),
        }
    }

    /// One more visit of a page.
    pub fn record(&self, key: &str) {
        let counters = self.counters(key);
        let values = counters.map(|counter| counter.load(Ordering::Relaxed));
        let least = values.into_iter().min().unwrap_or(u8::MAX);
        if !counter::grows(least) {
            return;
        }
        for (counter, value) in counters.into_iter().zip(values) {
            // A higher one is of other pages besides.
            if value == least {
                counter.store(value + 1, Ordering::Relaxed);
            }
        }
    }

    /// About how often a page was asked for lately; more, where others share its counters.
    pub fn of(&self, key: &str) -> u64 {
        let values = self.counters(key).map(|it| it.load(Ordering::Relaxed));
        let least = values.into_iter().min().unwrap_or(0);
        counter::value(least)
    }

    /// Halves what was counted so far.
    pub fn halve(&self) {
        for counter in self.lines.iter().flat_map(|line| &line.0) {
            let value = counter.load(Ordering::Relaxed);
            if value > 0 {
                counter.store(counter::half(value), Ordering::Relaxed);
            }
        }
    }

    /// Takes over what another table has counted, of whatever size.
    pub fn absorb(&self, other: &Self) {
        let most = self.lines.len().max(other.lines.len());
        for at in 0..most {
            let (line, from) = (self.line(at), other.line(at));
            for (counter, from) in line.0.iter().zip(&from.0) {
                counter.fetch_max(from.load(Ordering::Relaxed), Ordering::Relaxed);
            }
        }
    }

    /// The bytes of the table in memory.
    pub fn size(&self) -> usize {
        size_of_val(&*self.lines)
    }

    /// The table as bytes to be kept, which say what they are and whether they are whole.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(HEAD_LENGTH + self.size() + CHECKSUM);
        bytes.extend(HEAD);
        bytes.extend(alike().to_le_bytes());
        bytes.extend((self.lines.len() as u64).to_le_bytes());
        let counters = self.lines.iter().flat_map(|line| &line.0);
        bytes.extend(counters.map(|counter| counter.load(Ordering::Relaxed)));
        let checksum = Sha256::digest(&bytes);
        bytes.extend(checksum);
        bytes
    }

    /// A table from its bytes.
    ///
    /// # Errors
    /// When they are of another version, or damaged: then what was counted is lost, and nothing
    /// else.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, FrequencyError> {
        let body = bytes
            .len()
            .checked_sub(CHECKSUM)
            .ok_or(FrequencyError::Damaged)?;
        let (whole, checksum) = bytes.split_at(body);
        let (head, counters) = whole
            .split_at_checked(HEAD_LENGTH)
            .ok_or(FrequencyError::Damaged)?;
        if head[..8] != HEAD {
            return Err(FrequencyError::Version);
        }
        if *Sha256::digest(whole) != *checksum {
            return Err(FrequencyError::Damaged);
        }
        if head[8..16] != alike().to_le_bytes() {
            return Err(FrequencyError::Version);
        }
        let lines = counters.len() / LINE;
        let fits = lines.is_power_of_two()
            && lines * LINE == counters.len()
            && head[16..] == (lines as u64).to_le_bytes();
        if !fits {
            return Err(FrequencyError::Damaged);
        }
        let table = Self::with_lines(lines);
        let places = table.lines.iter().flat_map(|line| &line.0);
        for (place, value) in places.zip(counters) {
            place.store(*value, Ordering::Relaxed);
        }
        Ok(table)
    }

    fn counters(&self, key: &str) -> [&AtomicU8; ROWS] {
        let hash = hash(key);
        let line = self.line((hash >> 32) as usize);
        let mut row = 0;
        [0; ROWS].map(|_| {
            let at = row * ROW + (hash >> (row * 4)) as usize % ROW;
            row += 1;
            &line.0[at]
        })
    }

    /// Lines of a smaller table stand for several of a larger one, those with the same low bits.
    fn line(&self, at: usize) -> &Line {
        &self.lines[at & (self.lines.len() - 1)]
    }
}

impl Default for Line {
    fn default() -> Self {
        Self([const { AtomicU8::new(0) }; LINE])
    }
}

impl std::fmt::Debug for Frequency {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Frequency")
            .field("bytes", &self.size())
            .finish()
    }
}

/// The same in every process of a build, so that a table outlives one.
fn hash(key: &str) -> u64 {
    FixedState::with_seed(0).hash_one(key)
}

/// Differs where a build hashes in another way, whose tables are then of no use to this one.
fn alike() -> u64 {
    hash("/article/does-this-build-hash-alike")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Frequency {
        Frequency::for_pages(10_000)
    }

    #[test]
    fn a_million_pages_take_two_mebibytes_and_nothing_takes_more() {
        assert_eq!(Frequency::for_pages(1_000_000).size(), 2 << 20);
        assert_eq!(Frequency::for_pages(usize::MAX).size(), 2 << 20);
        assert_eq!(Frequency::for_pages(0).size(), LINE);
    }

    #[test]
    fn counts_are_about_right_from_one_to_a_million() {
        let table = table();
        for times in [1_u64, 10, 1_000, 1_000_000] {
            let key = format!("/{times}");
            for _ in 0..times {
                table.record(&key);
            }
            let counted = table.of(&key);
            assert!(
                (times / 4..=times * 4).contains(&counted),
                "{times}: {counted}"
            );
        }
        assert_eq!(table.of("/never"), 0);
    }

    #[test]
    fn what_is_asked_for_often_stands_out_of_a_million_pages_asked_for_once() {
        let table = Frequency::for_pages(1_000_000);
        for turn in 0..1_000_000 {
            table.record(&format!("/crawled/{turn}"));
            if turn % 20_000 == 0 {
                table.record("/popular");
            }
        }
        let popular = table.of("/popular");
        let more = (0..1_000).filter(|at| table.of(&format!("/crawled/{at}")) >= popular);
        assert_eq!(more.count(), 0);
    }

    #[test]
    fn what_was_popular_is_forgotten_by_halves() {
        let table = table();
        for _ in 0..1_000 {
            table.record("/");
        }
        let mut before = table.of("/");
        while before > 0 {
            table.halve();
            let after = table.of("/");
            assert!(after <= before / 2, "{after} of {before}");
            before = after;
        }
    }

    #[test]
    fn a_table_is_taken_over_by_one_of_another_size() {
        let small = Frequency::for_pages(1_000);
        let large = Frequency::for_pages(100_000);
        for page in 0..100 {
            for _ in 0..10 {
                small.record(&format!("/{page}"));
            }
        }
        large.absorb(&small);
        let back = Frequency::for_pages(1_000);
        back.absorb(&large);
        for page in 0..100 {
            let key = format!("/{page}");
            assert_eq!(large.of(&key), small.of(&key));
            assert_eq!(back.of(&key), small.of(&key));
        }
    }

    #[test]
    fn every_byte_that_changed_and_every_one_that_is_missing_is_noticed() {
        let table = Frequency::for_pages(64);
        table.record("/");
        let bytes = table.to_bytes();
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            assert!(Frequency::from_bytes(&changed).is_err(), "byte {at}");
            assert!(Frequency::from_bytes(&bytes[..at]).is_err(), "{at} bytes");
        }
        let mut later = bytes;
        later[7] = b'2';
        let error = Frequency::from_bytes(&later).expect_err("another version");
        assert_eq!(error, FrequencyError::Version);
    }
}
