//! Notes on renders whose result was not stored, for operators who ask why. No request is
//! answered by them.

use std::time::SystemTime;

use http::StatusCode;

use crate::{key::Key, marker::Reason, store::Shards};

/// What one note weighs beside its key.
const NOTE: u64 = 200;

/// Why the result of the last render of a key is not stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Why {
    /// It may not be.
    Uncacheable(Reason),
    /// The render came to an answer with this status.
    Status(StatusCode),
    /// The render panicked, or its body broke off.
    Broken,
    /// The render took longer than its deadline.
    Late,
    /// There was no room, and others are asked for more often.
    NotAdmitted,
    /// A purge fell into the render.
    Overtaken,
}

impl Why {
    /// The sentence for operators, without its full stop.
    pub(crate) fn sentence(self) -> String {
        match self {
            Self::Uncacheable(reason) => reason.sentence(),
            Self::Status(status) => format!("its render failed with status {}", status.as_u16()),
            Self::Broken => {
                "its render panicked or broke off; the log of the server says where".to_owned()
            }
            Self::Late => "its render took longer than its deadline".to_owned(),
            Self::NotAdmitted => {
                "the memory is full of pages that are asked for more often".to_owned()
            }
            Self::Overtaken => "a purge fell into its render, which may have read the data from \
                                before"
                .to_owned(),
        }
    }
}

/// One note.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Note {
    pub(crate) why: Why,
    pub(crate) at: SystemTime,
}

/// The notes, within a budget of bytes.
pub(crate) struct Notes {
    notes: Shards<Key, Note>,
}

impl Notes {
    pub(crate) fn new(budget: u64) -> Self {
        Self {
            notes: Shards::new(budget),
        }
    }

    pub(crate) fn put(&self, key: &Key, note: Note) {
        let weight = key.as_str().len() as u64 + NOTE;
        self.notes.put(key.clone(), note, weight);
    }

    /// The page is stored.
    pub(crate) fn remove(&self, key: &Key) {
        self.notes.remove_if(key, |_| true);
    }

    pub(crate) fn clear(&self) {
        self.notes.clear();
    }

    /// The notes on one path, by key.
    pub(crate) fn of_path(&self, path: &str) -> Vec<(Key, Note)> {
        let mut notes = self.notes.entries();
        notes.retain(|(key, _)| key.path() == path);
        notes.sort_by(|one, other| one.0.cmp(&other.0));
        notes
    }
}
