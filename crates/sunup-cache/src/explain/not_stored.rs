//! [`NotStored`]: why what was rendered last is not stored.

use std::time::SystemTime;

use serde::Serialize;

use crate::{cache::Shared, key::Key, notes::Note};

/// Why what was rendered last for a key is not stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct NotStored {
    /// The key.
    pub key: String,
    /// The reason: a sentence without its full stop.
    pub why: String,
    /// Seconds since that render.
    pub age: u64,
    /// Seconds for which each visitor gets a render of their own, so that nobody waits for an
    /// answer that others cannot have. Nought where the next render is for all who wait.
    pub alone: u64,
}

impl NotStored {
    /// Of all keys of a path.
    pub(super) fn of_path(shared: &Shared, path: &str, now: SystemTime) -> Vec<Self> {
        let notes = shared.notes.of_path(path).into_iter();
        notes
            .map(|(key, note)| Self::of(shared, &key, &note, now))
            .collect()
    }

    fn of(shared: &Shared, key: &Key, note: &Note, now: SystemTime) -> Self {
        let marker = shared.markers.get(key, now);
        let left = marker.and_then(|marker| marker.until.duration_since(now).ok());
        Self {
            key: key.to_string(),
            why: note.why.sentence(),
            age: now.duration_since(note.at).unwrap_or_default().as_secs(),
            alone: left.unwrap_or_default().as_secs(),
        }
    }
}
