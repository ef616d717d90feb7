//! What a tier that outlives the process writes down of an entry, and gives back to another.

use std::{
    sync::{OnceLock, atomic::Ordering},
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use bytes::Bytes;
use http::HeaderMap;

use super::{
    Bodies, Entry,
    bodies::{Coded, slot},
};
use crate::{
    encoding::Encoding,
    validator::{ContentHash, last_modified},
};

impl Entry {
    /// Its age when it was stored.
    pub(crate) fn initial_age(&self) -> Duration {
        self.origin.initial_age
    }

    /// When a soft purge hit it.
    pub(crate) fn softened_at(&self) -> Option<SystemTime> {
        let millis = self.softened.load(Ordering::Relaxed);
        (millis != 0).then(|| UNIX_EPOCH + Duration::from_millis(millis))
    }

    /// It was served so often before.
    pub(crate) fn restore_hits(&self, hits: u64) {
        self.hits.store(hits, Ordering::Relaxed);
    }
}

impl Bodies {
    /// The name of the body, of which its tags are made.
    pub(crate) const fn content(&self) -> &ContentHash {
        &self.content
    }

    /// What became of compressing the body. `None` for nothing yet, and within it for nothing
    /// gained.
    pub(crate) fn outcome(&self, encoding: Encoding) -> Option<Option<&Bytes>> {
        let at = slot(encoding)?;
        if let Some(body) = &self.restored[at] {
            return Some(Some(body));
        }
        let coded = self.coded[at].get()?;
        Some(coded.as_ref().map(|coded| &coded.body))
    }

    /// The bodies that another process made: fields and body as rendered, and their name.
    pub(crate) fn restored(
        content: ContentHash,
        headers: HeaderMap,
        body: Bytes,
        compressible: bool,
    ) -> Self {
        Self {
            modified: last_modified(&headers),
            identity: Coded::new(headers, Encoding::Identity, body, &content),
            content,
            coded: Default::default(),
            restored: Default::default(),
            without: Default::default(),
            compressible,
        }
    }

    /// Adds a body that another process compressed. `None` where that gained nothing.
    pub(crate) fn restore(&mut self, encoding: Encoding, body: Option<Bytes>) {
        let Some(at) = slot(encoding) else {
            return;
        };
        match body {
            Some(body) => self.restored[at] = Some(body),
            None => self.coded[at] = OnceLock::from(None),
        }
    }
}
