//! [`Data::write`]: a new result in place of the old one.
//!
//! Whoever changes what a result is made of purges it, and the next one reads. Where the change makes
//! the result as well, the read can be spared. What must not happen is that a result stands that is
//! from before another change: a write begins before its change, as a render does before it reads,
//! and a purge of the result that falls between its beginning and its end is of another change, of
//! which nobody knows which came first. Then nothing is put, and the next one reads.

use std::{future::Future, sync::Arc};

use http::{HeaderMap, Method};
use tokio::runtime::Handle;

use super::{Data, DataError, Value};
use crate::{
    entry::{Bodies, Entry, Origin},
    key::{Asked, data_asked, data_text},
    policy::Exchange,
    purge::Selector,
};

impl Data {
    /// Runs `write`, which changes what the result is made of and comes to the new one; then, in one
    /// step, purges all that shows it, by the tags of this data and of the new result, and puts that
    /// in place of the old one. A read under way that began before does not replace it.
    ///
    /// It runs in a task of its own: whoever leaves cannot come between a change and its purge. Where
    /// `write` fails or panics, what shows the result is purged as well, for nobody knows how far it
    /// came.
    ///
    /// # Errors
    /// The error of `write`, or [`DataError::Unavailable`] where it panicked.
    pub async fn write<W, E>(self, write: W) -> Result<Value, DataError<E>>
    where
        W: Future<Output = Result<Value, E>> + Send + 'static,
        E: Send + 'static,
    {
        if !self.shared.settings.on {
            return write.await.map_err(DataError::Read);
        }
        let writing = Writing::begin(self);
        let task = tokio::spawn(async move {
            let written = write.await;
            writing.end(written.as_ref().ok()).await;
            written.map_err(DataError::Read)
        });
        task.await.unwrap_or(Err(DataError::Unavailable))
    }

    /// What names this data alone.
    pub(super) fn itself(&self) -> Option<Selector> {
        let (text, path) = data_text(&self.name)?;
        Some(Selector::Path(text[..path].into()))
    }
}

/// A write under way. Dropped before its end, it purges.
struct Writing {
    data: Data,
    began: u64,
    is_over: bool,
}

impl Writing {
    fn begin(data: Data) -> Self {
        Self {
            began: data.shared.store.begin(),
            data,
            is_over: false,
        }
    }

    async fn end(mut self, result: Option<&Value>) {
        let selectors = self.selectors(result);
        let entry = result.and_then(|result| self.entry(result)).map(Arc::new);
        self.is_over = true;
        let shared = &self.data.shared;
        let put = entry.as_ref().map(|entry| (entry, self.began));
        shared.replace(&selectors, put).await;
    }

    /// What is purged: itself, and what has one of its tags.
    fn selectors(&self, result: Option<&Value>) -> Vec<Selector> {
        let Data { terms, .. } = &self.data;
        let stated = terms.tags.iter().map(Selector::tag);
        let found = result.into_iter().flat_map(|result| &result.tags);
        let found = found.map(|tag| Selector::Tag(Arc::clone(tag)));
        let mut selectors: Vec<Selector> = self.data.itself().into_iter().collect();
        for selector in stated.chain(found) {
            if !selectors.contains(&selector) {
                selectors.push(selector);
            }
        }
        selectors
    }

    /// The result as a read would have had it kept; `None` where it would not be.
    fn entry(&self, result: &Value) -> Option<Entry> {
        let Data { shared, name, .. } = &self.data;
        let (text, path) = data_text(name)?;
        let Asked { key, route } = data_asked(&text, path);
        let (head, _) = self.data.terms.response(result).into_parts();
        let now = shared.clock.now();
        let rules = &shared.settings.rules;
        let lifetime = rules.storable(&Exchange {
            method: &Method::GET,
            request: &HeaderMap::new(),
            status: head.status,
            response: &head.headers,
            answered: now,
            pattern: None,
        });
        let tags = rules.tags(&head.headers).ok()?;
        if result.bytes.len() > shared.settings.entry_limit {
            return None;
        }
        let origin = Origin {
            base: key.clone(),
            key,
            vary: Default::default(),
            route: Arc::clone(route.pattern()),
            tags,
            lifetime: lifetime.ok()?.jittered(self.began),
            initial_age: Default::default(),
            stored_at: now,
            render_time: Default::default(),
            build: None,
        };
        let bodies = Bodies::new(head.status, head.headers, result.bytes.clone());
        Some(Entry::new(origin, head.status, bodies))
    }
}

impl Drop for Writing {
    fn drop(&mut self) {
        let shared = &self.data.shared;
        // Without a runtime the process is ending, and nobody asks any more.
        if !self.is_over && Handle::try_current().is_ok() {
            for selector in self.selectors(None) {
                shared.purge_soon(selector);
            }
        }
        shared.store.end(self.began);
    }
}
