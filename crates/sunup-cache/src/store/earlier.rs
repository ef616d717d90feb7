//! What a tier that outlives the process has of builds before the one that renders.

use std::sync::Arc;

use crate::entry::Entry;

/// How many entries of earlier builds a tier found, and how many of them there still are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EarlierBuilds {
    /// Those that it found when it was opened.
    pub total: u64,
    /// Those that nothing has taken the place of, and that are still there.
    pub left: u64,
}

/// An entry that an earlier build rendered. It counts as stale.
#[derive(Clone, Debug)]
pub struct Earlier {
    /// The entry.
    pub entry: Arc<Entry>,
    /// How often it was served lately, about.
    pub heat: u64,
}
