//! Hit-for-miss markers: keys whose answers are not stored, so that nobody queues for them.

use std::time::SystemTime;

use crate::{key::Key, policy::Refusal, store::Shards};

/// What one marker weighs beside its key.
const MARKER: u64 = 200;

/// Why the answer of a key was not stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reason {
    /// The rules refuse it.
    Refused(Refusal),
    /// It is longer than the limit, in bytes.
    TooLarge(usize),
    /// It was not whole at the deadline of a render.
    TooSlow,
}

impl Reason {
    /// The word for `detail=` in `Cache-Status`.
    pub(crate) fn detail(self) -> &'static str {
        match self {
            Self::Refused(refusal) => refusal.detail(),
            Self::TooLarge(_) => "too-large",
            Self::TooSlow => "too-slow",
        }
    }

    /// The sentence for operators.
    pub(crate) fn sentence(self) -> String {
        match self {
            Self::Refused(refusal) => refusal.to_string(),
            Self::TooLarge(limit) => format!("the body is longer than {limit} bytes"),
            Self::TooSlow => "the body was not whole at the deadline of a render".to_owned(),
        }
    }

    /// Whether its headers would let an answer of the key be stored.
    pub(crate) fn is_of_the_body(self) -> bool {
        !matches!(self, Self::Refused(_))
    }
}

/// One marker.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Marker {
    pub(crate) reason: Reason,
    pub(crate) until: SystemTime,
}

/// The markers, within a budget of bytes: keys that are never stored are without number.
pub(crate) struct Markers {
    markers: Shards<Key, Marker>,
}

impl Markers {
    pub(crate) fn new(budget: u64) -> Self {
        Self {
            markers: Shards::new(budget),
        }
    }

    /// The marker of a key, while it lasts.
    pub(crate) fn get(&self, key: &Key, now: SystemTime) -> Option<Marker> {
        self.markers.get(key).filter(|marker| marker.until > now)
    }

    pub(crate) fn put(&self, key: &Key, marker: Marker) {
        let weight = key.as_str().len() as u64 + MARKER;
        self.markers.put(key.clone(), marker, weight);
    }

    /// The key was seen to be storable after all.
    pub(crate) fn remove(&self, key: &Key) {
        self.markers.remove_if(key, |_| true);
    }

    /// Forgets those of some keys.
    pub(crate) fn forget(&self, which: impl Fn(&Key) -> bool) {
        for (key, _) in self.markers.entries() {
            if which(&key) {
                self.markers.remove_if(&key, |_| true);
            }
        }
    }

    pub(crate) fn clear(&self) {
        self.markers.clear();
    }

    pub(crate) fn len(&self) -> usize {
        self.markers.len()
    }
}
