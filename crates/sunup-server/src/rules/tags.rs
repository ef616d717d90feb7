//! [`TagsLayer`]: names that rules give to pages, for the cache to purge them by.

use std::{
    collections::HashMap,
    convert::Infallible,
    future::Future,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
};

use axum::response::Response;
use foldhash::fast::RandomState;
use http::{HeaderName, HeaderValue, Request};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, percent_encode};
use pin_project_lite::pin_project;
use tower::{Layer, Service};

use super::{
    Config,
    pattern::{Pattern, Values},
    query::value,
    target::known,
};
use crate::{exchange::Exchange, route::RouteLabel};

const CACHE_TAG: HeaderName = HeaderName::from_static("cache-tag");

/// What stays as it is in a name: the rest is escaped, the comma that would end it among it.
const NAME: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// Adds `Cache-Tag` to the pages of routes whose rules name tags. It stands behind the cache, which
/// reads them.
#[derive(Clone, Debug, Default)]
pub struct TagsLayer {
    routes: Arc<HashMap<String, (Pattern, Vec<String>), RandomState>>,
}

impl TagsLayer {
    /// The tags of these rules.
    pub fn new(config: &Config) -> Self {
        let tagged = config.rules.iter().filter_map(|rule| {
            let cache = rule.cache.as_ref().filter(|cache| !cache.tags.is_empty())?;
            let tags = (rule.pattern.clone(), cache.tags.clone());
            Some((cache.pattern.clone(), tags))
        });
        Self {
            routes: Arc::new(tagged.collect()),
        }
    }

    fn tags<B>(&self, request: &Request<B>) -> Option<HeaderValue> {
        if self.routes.is_empty() {
            return None;
        }
        let RouteLabel(label) = Exchange::of(request.extensions())?.route()?;
        let (pattern, tags) = self.routes.get(label)?;
        let values = pattern.values(request.uri().path())?;
        let tags: Vec<String> = tags.iter().map(|tag| filled(tag, &values)).collect();
        HeaderValue::try_from(tags.join(",")).ok()
    }
}

/// Fails for a tag with a parameter that the pattern has not.
pub(super) fn check(tag: &str, pattern: &Pattern) -> Result<(), String> {
    let mut left = tag;
    while let Some((_, after)) = left.split_once('{') {
        let Some((name, after)) = after.split_once('}') else {
            return Err(format!(
                "has the tag {tag:?} with a brace that nothing closes"
            ));
        };
        known(name, pattern)?;
        left = after;
    }
    Ok(())
}

fn filled(tag: &str, values: &Values<'_>) -> String {
    let mut filled = String::new();
    let mut left = tag;
    while let Some((text, after)) = left.split_once('{') {
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        let bytes: Vec<u8> = percent_decode_str(value(values, name)).collect();
        filled.push_str(text);
        filled.extend(percent_encode(&bytes, NAME));
        left = after;
    }
    filled + left
}

impl<S> Layer<S> for TagsLayer {
    type Service = Tagged<S>;

    fn layer(&self, inner: S) -> Self::Service {
        Tagged {
            inner,
            layer: self.clone(),
        }
    }
}

/// The service made by [`TagsLayer`].
#[derive(Clone, Debug)]
pub struct Tagged<S> {
    inner: S,
    layer: TagsLayer,
}

pin_project! {
    /// The answer of [`Tagged`].
    #[derive(Debug)]
    pub struct TaggedFuture<F> {
        #[pin]
        answer: F,
        tags: Option<HeaderValue>,
    }
}

impl<S, B> Service<Request<B>> for Tagged<S>
where
    S: Service<Request<B>, Response = Response, Error = Infallible>,
{
    type Response = Response;
    type Error = Infallible;
    type Future = TaggedFuture<S::Future>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        TaggedFuture {
            tags: self.layer.tags(&request),
            answer: self.inner.call(request),
        }
    }
}

impl<F: Future<Output = Result<Response, Infallible>>> Future for TaggedFuture<F> {
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        let Ok(mut answer) = ready!(this.answer.poll(cx));
        if let Some(tags) = this.tags.take() {
            answer.headers_mut().append(CACHE_TAG, tags);
        }
        Poll::Ready(Ok(answer))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_takes_the_values_of_the_address() {
        let pattern = Pattern::parse("/archive/{year}/{month}").expect("a pattern");
        let values = pattern
            .values("/archive/2026/a%2Cb%20%c3%bc")
            .expect("its address");
        assert_eq!(
            filled("month:{year}-{month}", &values),
            "month:2026-a%2Cb%20%C3%BC"
        );
        assert_eq!(filled("months", &values), "months");
        assert_eq!(check("month:{year}", &pattern), Ok(()));
        assert!(check("month:{yaer}", &pattern).is_err());
        assert!(check("month:{year", &pattern).is_err());
    }
}
