//! [`Data::read`]: from the cache, from the read that is under way, or by a read.

use std::{
    fmt,
    future::Future,
    sync::{Arc, Mutex, PoisonError},
};

use http::{HeaderMap, Request, StatusCode};
use http_body_util::BodyExt;
use tower::service_fn;

use super::{Data, DataError, Value};
use crate::{
    body::BoxError,
    freshness::Freshness,
    key::{data_asked, data_text},
    single_flight::{Asking, visit},
    stats::Event,
};

impl Data {
    /// The result: from the cache, from the read that is under way, or from `read`. That runs in a
    /// task of its own, so that it ends though whoever asked has left, and for at most the time
    /// of a render.
    ///
    /// With the cache off, and for a name that is longer than a key may be, each call reads.
    ///
    /// # Errors
    /// When there is no result that may be given. Nothing being there is no error: let the result
    /// [say so](Value::absent), and it is kept as well.
    pub async fn read<F, R, E>(self, read: F) -> Result<Value, DataError<E>>
    where
        F: Fn() -> R + Send + Sync + 'static,
        R: Future<Output = Result<Value, E>> + Send + 'static,
        E: fmt::Display + Send + 'static,
    {
        let Self {
            shared,
            name,
            terms,
        } = self;
        let key = shared.settings.on.then(|| data_text(&name));
        let Some((text, path)) = key.flatten() else {
            let result = read().await.map_err(DataError::Read)?;
            return Ok(terms.unkept(result));
        };
        let now = shared.clock.now();
        let found = shared.usable(&text, &HeaderMap::new(), now);
        if let Some((entry, Freshness::Fresh { .. })) = &found {
            shared.count(Event::DataHit);
            entry.count_hit();
            return Ok(Value::of_entry(entry));
        }
        // The error of a read is for whoever led it: others get to know that there is none.
        let failed = Arc::new(Mutex::new(None));
        let (read, terms, slot) = (Arc::new(read), Arc::new(terms), Arc::clone(&failed));
        let source = service_fn(move |_: Request<()>| {
            let (read, terms, slot) = (Arc::clone(&read), Arc::clone(&terms), Arc::clone(&slot));
            async move {
                match read().await {
                    Ok(result) => Ok(terms.response(&result)),
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
            shared,
            asked: data_asked(&text, path),
            parts,
        };
        let (head, body) = visit::<_, ()>(asking, source).await.into_parts();
        if matches!(head.status, StatusCode::OK | StatusCode::NOT_FOUND)
            && let Ok(body) = body.collect().await
        {
            let (status, fields) = (head.status, &head.headers);
            return Ok(Value::of_response(status, fields, body.to_bytes()));
        }
        let own = failed.lock().unwrap_or_else(PoisonError::into_inner).take();
        Err(own.map_or(DataError::Unavailable, DataError::Read))
    }

    /// Takes it out, wherever it is kept.
    pub async fn forget(&self) {
        if let Some(itself) = self.itself() {
            self.shared.replace(&[itself], None).await;
        }
    }
}
