//! [`load`]: the data of a page.

use super::{
    Compact,
    input::Input,
    payload::{Outcome, Payload},
    side,
};
use crate::PageError;
use leptos::prelude::*;
use serde::{Serialize, de::DeserializeOwned};
use std::{
    future::{Future, pending},
    marker::PhantomData,
    pin::Pin,
};

/// Data of a page: what [`load`] fetches, or why it could not. Copies share one fetch.
#[derive(Debug)]
pub struct Data<T> {
    /// None in a component that is run for its data only.
    resource: Option<Resource<Outcome, Compact>>,
    kind: PhantomData<fn() -> T>,
}

impl<T: DeserializeOwned + Clone + 'static> Data<T> {
    /// Waits for the data.
    ///
    /// # Errors
    /// What [`load`]'s fetch answered.
    pub async fn get(self) -> Result<T, PageError> {
        match self.resource {
            Some(resource) => resource.await.and_then(|payload| payload.open()),
            None => pending().await,
        }
    }
}

impl<T> Clone for Data<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Data<T> {}

/// Loads a page's data with `fetch` whenever `source` changes.
///
/// The server fetches during the render and hands the answer to the browser inside the page, so
/// that hydration fetches nothing. A panic in `fetch` is an answer too: 500.
///
/// In the browser the answer may have been fetched ahead, when the pointer rested on a link to the
/// page. So everything that it depends on goes through `source`; two places in the code never share
/// an answer.
pub fn load<Source, Fetch, S, T, Fut>(source: Source, fetch: Fetch) -> Data<T>
where
    Source: Fn() -> S + Send + Sync + 'static,
    Fetch: Fn(S) -> Fut + Send + Sync + 'static,
    S: PartialEq + Clone + Send + Sync + 'static,
    T: Serialize + DeserializeOwned + Clone + Send + Sync + 'static,
    Fut: Future<Output = Result<T, PageError>> + Send + 'static,
{
    let fetch = move |input: S| -> Fetching {
        let question = side::Question::new::<(Source, Fetch), S>(&input);
        let answer = side::guarded(fetch(input));
        let fetching = Box::pin(async move { answer.await.map(Payload::new) });
        side::answered(question, fetching)
    };
    let resource = if side::is_collecting() {
        drop(fetch(untrack(source)));
        None
    } else {
        Some(resource(Box::new(source), Box::new(fetch)))
    };
    Data {
        resource,
        kind: PhantomData,
    }
}

pub(super) type Fetching = Pin<Box<dyn Future<Output = Outcome> + Send>>;

/// The part that knows the type of the source.
fn resource<S: PartialEq + Clone + Send + Sync + 'static>(
    source: Box<dyn Fn() -> S + Send + Sync>,
    fetch: Box<dyn Fn(S) -> Fetching + Send + Sync>,
) -> Resource<Outcome, Compact> {
    untyped(
        Box::new(move || Input::new(source())),
        Box::new(move |input| match input.open() {
            Some(input) => fetch(input),
            // The source above makes all inputs, so that they are what it says.
            None => Box::pin(std::future::ready(Err(PageError::internal()))),
        }),
    )
}

/// Boxed and without types, so that the browser downloads it once for all pages.
fn untyped(
    source: Box<dyn Fn() -> Input + Send + Sync>,
    fetch: Box<dyn Fn(Input) -> Fetching + Send + Sync>,
) -> Resource<Outcome, Compact> {
    Resource::new_with_options(source, fetch, false)
}
