//! [`Data`]: one result, before it is read.

use std::{
    fmt,
    future::Future,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use bytes::Bytes;
use http::{HeaderMap, Request, StatusCode};
use http_body_util::BodyExt;
use tower::service_fn;

use super::{DataError, answer::Terms};
use crate::{
    body::BoxError,
    cache::{Cache, Shared},
    freshness::Freshness,
    key::{data_asked, data_text},
    single_flight::{Asking, refresh, visit},
    stats::Event,
};

/// The result of a function under its name. Made by [`Cache::data`].
#[derive(Clone)]
#[must_use = "nothing is read before `read`"]
pub struct Data {
    shared: Arc<Shared>,
    name: String,
    terms: Terms,
}

impl Cache {
    /// The data of this name: `tags:popular`. What comes before the first colon is its kind: reads
    /// of one kind pause together when they fail. A name says all that the result depends on.
    pub fn data(&self, name: impl Into<String>) -> Data {
        Data {
            shared: Arc::clone(&self.shared),
            name: name.into(),
            terms: Terms::default(),
        }
    }
}

impl Data {
    /// How long it is given as it is. In whole seconds, as the times of pages are.
    pub const fn fresh(mut self, time: Duration) -> Self {
        self.terms.fresh = time;
        self
    }

    /// How long after that it is given once more while one read refreshes it.
    pub const fn stale_while_revalidate(mut self, time: Duration) -> Self {
        self.terms.grace = time;
        self
    }

    /// How long after that it is given when reading fails.
    pub const fn stale_if_error(mut self, time: Duration) -> Self {
        self.terms.on_error = time;
        self
    }

    /// Adds a name under which it is purged, like a page.
    pub fn tag(mut self, name: impl Into<String>) -> Self {
        self.terms.tags.push(name.into());
        self
    }

    /// The result: from the cache, from the read that is under way, or from `read`. That runs in a
    /// task of its own, so that it ends though whoever asked has left, and for at most the time
    /// of a render.
    ///
    /// With the cache off, and for a name that is longer than a key may be, each call reads.
    ///
    /// # Errors
    /// When there is no result that may be given. Nothing being there is no error: let the result
    /// say so, and it is kept as well.
    pub async fn read<F, R, E>(self, read: F) -> Result<Bytes, DataError<E>>
    where
        F: Fn() -> R + Clone + Send + Sync + 'static,
        R: Future<Output = Result<Bytes, E>> + Send,
        E: fmt::Display + Send + 'static,
    {
        let key = self.shared.settings.on.then(|| data_text(&self.name));
        let Some((text, path)) = key.flatten() else {
            return read().await.map_err(DataError::Read);
        };
        let now = self.shared.clock.now();
        let found = self.shared.usable(&text, &HeaderMap::new(), now);
        if let Some((entry, Freshness::Fresh { .. })) = &found {
            self.shared.count(Event::DataHit);
            entry.count_hit();
            return Ok(entry.body().clone());
        }
        let failed = Arc::new(Mutex::new(None));
        let (terms, slot) = (Arc::new(self.terms), Arc::clone(&failed));
        let source = service_fn(move |_: Request<()>| {
            let (read, terms, slot) = (read.clone(), Arc::clone(&terms), Arc::clone(&slot));
            async move {
                match read().await {
                    Ok(result) => Ok(terms.response(result)),
                    Err(error) => {
                        let said = BoxError::from(error.to_string());
                        *slot.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
                        Err(said)
                    }
                }
            }
        });
        let (parts, ()) = Request::new(()).into_parts();
        let asking = Asking {
            shared: self.shared,
            asked: data_asked(&text, path),
            parts,
        };
        if let Some((entry, Freshness::Grace { .. })) = &found {
            refresh::<_, ()>(&asking, entry, &source);
            asking.shared.count(Event::DataHit);
            entry.count_hit();
            return Ok(entry.body().clone());
        }
        let (status, body) = {
            let answer = visit::<_, ()>(asking, source).await;
            (answer.status(), answer.into_body())
        };
        if status == StatusCode::OK
            && let Ok(result) = body.collect().await
        {
            return Ok(result.to_bytes());
        }
        let own = failed.lock().unwrap_or_else(PoisonError::into_inner).take();
        Err(own.map_or(DataError::Unavailable, DataError::Read))
    }
}

impl fmt::Debug for Data {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Data")
            .field("name", &self.name)
            .field("terms", &self.terms)
            .finish_non_exhaustive()
    }
}
