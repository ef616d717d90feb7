//! [`data`]: a result that pages share.

use super::{encoded, provided};
use crate::{
    PageError,
    page::{Policy, shows, stating},
};
use serde::{Serialize, de::DeserializeOwned};
use std::{fmt, future::Future, marker::PhantomData, sync::Arc};
use sunup_cache::data::{DataError, Value};
use tracing::{Instrument, Span};

/// A result that pages share, under its name. Made by [`data`].
#[must_use = "nothing happens before `read` or `write`"]
pub struct Data<T> {
    name: String,
    policy: Policy,
    kind: PhantomData<fn() -> T>,
}

/// The result of this name: `tags:popular`. A name says all that the result depends on; what comes
/// before the first colon is its kind, of which reads pause together while they fail.
///
/// The policy says for how long it is kept, and its tags under which names it is purged, together
/// with the pages that show it. [`Policy::private`] is kept by nobody, and neither is a page that
/// shows it; so is what has no [time](Policy::max_age).
pub fn data<T>(name: impl Into<String>, policy: Policy) -> Data<T> {
    Data {
        name: name.into(),
        policy,
        kind: PhantomData,
    }
}

impl<T: Serialize + DeserializeOwned> Data<T> {
    /// The result: from the cache, from the read that is under way, or from `read`.
    ///
    /// That something is not there (404, 410) is a result, and kept like others. What `read` notes
    /// with [`tag`](crate::page::tag) are names of the result. Of policies that it states counts
    /// only that it is [for one visitor](Policy::private): then nobody keeps it.
    ///
    /// Without a cache, and where it is off, each call reads.
    ///
    /// # Errors
    /// Those of `read`, of which nothing is kept. A failure is told to whoever read; who waited for
    /// that read gets [`PageError::unavailable`].
    pub async fn read<F, R>(self, read: F) -> Result<T, PageError>
    where
        F: Fn() -> R + Send + Sync + 'static,
        R: Future<Output = Result<T, PageError>> + Send + 'static,
        T: 'static,
    {
        shows(self.policy.clone());
        let Some(data) = self.kept() else {
            return read().await;
        };
        let (read, span) = (Arc::new(read), Span::current());
        let read = move || {
            let read = Arc::clone(&read);
            let reading = async move {
                let (result, stated) = stating(async move { read().await }).await;
                encoded::value(&result, &stated)
            };
            reading.instrument(span.clone())
        };
        for is_last in [false, true] {
            let value = data.clone().read(read.clone()).await.map_err(error)?;
            noted(&value);
            match encoded::result(&value) {
                Ok(result) => return result,
                Err(cause) if is_last => return Err(PageError::failed(cause)),
                // It was kept by a program for which the type was another.
                Err(cause) => {
                    tracing::info!(%cause, name = self.name, "data that is kept is not understood");
                    data.forget().await;
                }
            }
        }
        Err(PageError::internal())
    }

    /// Runs `write`, which changes what the result is made of and comes to the new one. Then, in one
    /// step, everything is purged that has one of the tags, and the new result put in place of the
    /// old one. No read or render that began before replaces it; of two writes at once neither is
    /// put, and the next one who asks reads.
    ///
    /// `write` runs in a task of its own, and to its end though the visitor leaves. Where it fails,
    /// the purge is made all the same: nobody knows how far it came.
    ///
    /// # Errors
    /// Those of `write`, and [`PageError::unavailable`] where it panicked.
    pub async fn write<W>(self, write: W) -> Result<T, PageError>
    where
        W: Future<Output = Result<T, PageError>> + Send + 'static,
        T: 'static,
    {
        let Some(data) = self.kept() else {
            return write.await;
        };
        let writing = async move {
            let (result, stated) = stating(write).await;
            match &result {
                Ok(_) => encoded::value(&result, &stated),
                // That it is not there is no result of a write.
                Err(error) => Err(error.clone()),
            }
        };
        let written = data.write(writing.in_current_span()).await;
        let value = written.map_err(error)?;
        encoded::result(&value).unwrap_or_else(|cause| Err(PageError::failed(cause)))
    }

    /// The data in the cache of the site.
    fn kept(&self) -> Option<sunup_cache::data::Data> {
        Some(self.policy.applied(provided::cache()?.data(&self.name)))
    }
}

impl<T> Clone for Data<T> {
    fn clone(&self) -> Self {
        Self {
            name: self.name.clone(),
            policy: self.policy.clone(),
            kind: PhantomData,
        }
    }
}

impl<T> fmt::Debug for Data<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Data")
            .field("name", &self.name)
            .field("policy", &self.policy)
            .finish()
    }
}

/// The page shows this.
fn noted(value: &Value) {
    for tag in &value.tags {
        crate::page::tag(tag);
    }
    if !value.kept {
        shows(Policy::private());
    }
}

fn error(error: DataError<PageError>) -> PageError {
    match error {
        DataError::Read(error) => error,
        _ => PageError::unavailable(),
    }
}
