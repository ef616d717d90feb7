//! [`Saved`]: what a cache knows of its visitors, as bytes for its next process.
//!
//! All of it is covered by a checksum; rows and names that are not possible are left out all the same.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use sha2::{Digest, Sha256};

use super::{
    frequency::{Frequency, FrequencyError},
    names,
    row::{NEXT, Row},
    transitions::{Transitions, hash},
    warming::HALF_LIFE,
};
use crate::key::Key;

/// What the bytes begin with: a name, and the version of what follows.
const HEAD: [u8; 8] = *b"sunupHt1";

const CHECKSUM: usize = 32;

/// After so many halvings nothing is left.
const ALL: u32 = 160;

/// What was known, and when half of it was forgotten last.
pub(super) struct Saved {
    pub(super) frequency: Frequency,
    pub(super) transitions: Transitions,
    pub(super) halved: SystemTime,
}

/// The bytes of what is known.
pub(super) fn to_bytes(
    frequency: &Frequency,
    transitions: &Transitions,
    halved: SystemTime,
) -> Vec<u8> {
    let mut bytes = Vec::from(HEAD);
    let since = halved.duration_since(UNIX_EPOCH).unwrap_or_default();
    put(&mut bytes, since.as_secs());
    let counted = frequency.to_bytes();
    put(&mut bytes, counted.len() as u64);
    bytes.extend(counted);
    let rows = transitions.rows();
    put(&mut bytes, transitions.capacity() as u64);
    put(&mut bytes, rows.len() as u64);
    for row in rows {
        bytes.extend(row.from.to_le_bytes());
        bytes.extend(row.to.iter().flat_map(|to| to.to_le_bytes()));
        bytes.extend(row.counts.iter().flat_map(|count| count.to_le_bytes()));
        bytes.extend(row.strength.to_le_bytes());
    }
    let names = transitions.names();
    for text in names.texts() {
        // None is longer.
        bytes.extend((text.len() as u16).to_le_bytes());
        bytes.extend(text.as_bytes());
    }
    drop(names);
    let checksum = Sha256::digest(&bytes);
    bytes.extend(checksum);
    bytes
}

/// What tells bytes from others: their checksum.
pub(super) fn checksum(bytes: &[u8]) -> &[u8] {
    &bytes[bytes.len().saturating_sub(CHECKSUM)..]
}

/// What was known, from its bytes.
pub(super) fn from_bytes(bytes: &[u8]) -> Result<Saved, FrequencyError> {
    let damaged = FrequencyError::Damaged;
    let body = bytes.len().checked_sub(CHECKSUM).ok_or(damaged)?;
    let (whole, checksum) = bytes.split_at(body);
    let mut left = whole.strip_prefix(&HEAD).ok_or(FrequencyError::Version)?;
    if *Sha256::digest(whole) != *checksum {
        return Err(damaged);
    }
    let left = &mut left;
    let seconds = number(left).ok_or(damaged)?;
    let halved = UNIX_EPOCH.checked_add(Duration::from_secs(seconds));
    let length = usize::try_from(number(left).ok_or(damaged)?).map_err(|_| damaged)?;
    let counted = left.split_off(..length).ok_or(damaged)?;
    // Another build may hash in another way, and then knows the rows as little as the counters.
    let frequency = Frequency::from_bytes(counted)?;
    let capacity = usize::try_from(number(left).ok_or(damaged)?).map_err(|_| damaged)?;
    let rows = number(left).ok_or(damaged)?;
    let mut read = Vec::new();
    for _ in 0..rows {
        read.push(row(left).ok_or(damaged)?);
    }
    let mut texts = Vec::new();
    while !left.is_empty() {
        let length = u16::from_le_bytes(take(left).ok_or(damaged)?);
        let text = left.split_off(..usize::from(length)).ok_or(damaged)?;
        let text = std::str::from_utf8(text).map_err(|_| damaged)?;
        if text.len() <= names::LONGEST && Key::of_text(text).is_some() {
            texts.push(text);
        }
    }
    Ok(Saved {
        transitions: Transitions::of(capacity, read, texts.into_iter().map(|it| (hash(it), it))),
        frequency,
        halved: halved.ok_or(damaged)?,
    })
}

impl Saved {
    /// Forgets what has been halved meanwhile, and would have been had the process gone on. Returns
    /// the time since the last halving.
    pub(super) fn age(&self, now: SystemTime) -> Duration {
        let since = now.duration_since(self.halved).unwrap_or_default();
        let times = since.as_secs() / HALF_LIFE.as_secs();
        for _ in 0..times.min(u64::from(ALL)) {
            self.frequency.halve();
            self.transitions.halve();
        }
        Duration::from_secs(since.as_secs() % HALF_LIFE.as_secs())
    }
}

fn row(from: &mut &[u8]) -> Option<Row> {
    let mut row = Row::of(u32::from_le_bytes(take(from)?));
    for at in 0..NEXT {
        row.to[at] = u32::from_le_bytes(take(from)?);
    }
    for at in 0..NEXT {
        row.counts[at] = u16::from_le_bytes(take(from)?);
    }
    row.strength = u16::from_le_bytes(take(from)?);
    Some(row)
}

fn put(to: &mut Vec<u8>, number: u64) {
    to.extend(number.to_le_bytes());
}

fn number(from: &mut &[u8]) -> Option<u64> {
    take(from).map(u64::from_le_bytes)
}

fn take<const N: usize>(from: &mut &[u8]) -> Option<[u8; N]> {
    let (taken, rest) = from.split_first_chunk()?;
    *from = rest;
    Some(*taken)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> (Frequency, Transitions) {
        let (frequency, transitions) = (Frequency::for_pages(64), Transitions::for_pages(64));
        for _ in 0..9 {
            frequency.record("/");
            transitions.record("/", "/article/x?page=2 theme=dark", 1);
        }
        (frequency, transitions)
    }

    fn bytes() -> Vec<u8> {
        let (frequency, transitions) = known();
        to_bytes(&frequency, &transitions, UNIX_EPOCH + HALF_LIFE)
    }

    #[test]
    fn what_was_saved_is_known_again() {
        let saved = from_bytes(&bytes()).expect("its own bytes");
        let (frequency, transitions) = known();
        // Counters grow by chance.
        assert!((3..=27).contains(&saved.frequency.of("/")));
        assert_eq!(saved.frequency.size(), frequency.size());
        assert_eq!(saved.transitions.after("/"), transitions.after("/"));
        assert_eq!(saved.transitions.rows(), transitions.rows());
        assert_eq!(saved.halved, UNIX_EPOCH + HALF_LIFE);
    }

    #[test]
    fn every_byte_that_changed_and_every_one_that_is_missing_is_noticed() {
        let bytes = bytes();
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            assert!(from_bytes(&changed).is_err(), "byte {at}");
            assert!(from_bytes(&bytes[..at]).is_err(), "{at} bytes");
        }
    }

    #[test]
    fn what_would_have_been_forgotten_meanwhile_is() {
        let saved = from_bytes(&bytes()).expect("its own bytes");
        let before = saved.frequency.of("/");
        let now = saved.halved + 2 * HALF_LIFE + Duration::from_secs(60);
        assert_eq!(saved.age(now), Duration::from_secs(60));
        assert!(saved.frequency.of("/") <= before / 4);
        assert_eq!(saved.age(UNIX_EPOCH), Duration::ZERO);
    }
}
