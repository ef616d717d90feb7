//! [`Slot`]: what is known of a record while the file is open.

use std::sync::Weak;

use super::head::Head;
use crate::entry::{BuildId, Entry};

/// The file gives room in powers of two of these, in bytes.
const PAGE: u64 = 4096;

/// What a record takes besides its own bytes: its head, and its place in the trees.
const BESIDE: u64 = 512;

/// What a record is to the build that renders.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    /// Of an earlier build, where there is a newer one.
    Superseded,
    /// The newest, of an earlier build: to be rendered anew.
    Earlier,
    /// Its own.
    Own,
}

/// The record of a key.
pub(super) struct Slot {
    /// The hash of its key: it stands in its [place](super::places).
    pub(super) key: u64,
    pub(super) standing: Standing,
    pub(super) number: u64,
    pub(super) length: u32,
    pub(super) gone: u64,
    pub(super) softened: u64,
    pub(super) heat: f32,
    pub(super) build: BuildId,
    /// The entry, while it is in memory: hits there are heat here.
    pub(super) live: Weak<Entry>,
    /// Hits of the entry that are heat already.
    pub(super) counted: u64,
}

impl Slot {
    pub(super) fn of(number: u64, head: &Head, own: &BuildId) -> Self {
        // Of what a key varies by nothing is rendered.
        let is_own = head.build == *own || head.is_of_names();
        Self {
            key: head.hash,
            standing: match is_own {
                true => Standing::Own,
                false => Standing::Earlier,
            },
            number,
            length: head.length,
            gone: head.gone,
            softened: head.softened,
            heat: head.heat,
            build: head.build.clone(),
            live: Weak::new(),
            counted: 0,
        }
    }

    /// What it takes on disk, in bytes.
    pub(super) fn bytes(&self) -> u64 {
        let pages = (u64::from(self.length) + 64).div_ceil(PAGE);
        pages.next_power_of_two() * PAGE + BESIDE
    }

    /// One for a record that is to be rendered anew.
    pub(super) fn is_earlier(&self) -> usize {
        usize::from(self.standing == Standing::Earlier)
    }

    /// The entry was read, or written, and may be in memory from now on.
    pub(super) fn lives(&mut self, entry: Weak<Entry>, hits: u64) {
        self.live = entry;
        self.counted = hits;
    }
}
