//! A result as the response that the cache keeps.

use std::time::Duration;

use bytes::Bytes;
use http::{
    HeaderName, HeaderValue, Response,
    header::{CACHE_CONTROL, CONTENT_TYPE},
};
use http_body_util::Full;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::control::CACHE_TAG;

/// A comma ends a tag, and a `%` begins an escape.
const TAG: &AsciiSet = &CONTROLS.add(b',').add(b'%');

/// What is kept with a result: its clocks and its tags.
#[derive(Clone, Debug, Default)]
pub(super) struct Terms {
    pub(super) fresh: Duration,
    pub(super) grace: Duration,
    pub(super) on_error: Duration,
    pub(super) tags: Vec<String>,
}

impl Terms {
    /// The response that states them.
    pub(super) fn response(&self, result: Bytes) -> Response<Full<Bytes>> {
        let mut response = Response::new(Full::new(result));
        let tags: Vec<String> = self
            .tags
            .iter()
            .map(|tag| utf8_percent_encode(tag, TAG).to_string())
            .collect();
        let control = format!(
            "public, s-maxage={}, stale-while-revalidate={}, stale-if-error={}",
            self.fresh.as_secs(),
            self.grace.as_secs(),
            self.on_error.as_secs(),
        );
        let fields: [(HeaderName, String); 3] = [
            (CONTENT_TYPE, "application/octet-stream".to_owned()),
            (CACHE_CONTROL, control),
            (CACHE_TAG, tags.join(",")),
        ];
        for (name, value) in fields {
            // All that a field may not hold is escaped.
            if let Ok(value) = HeaderValue::try_from(value) {
                response.headers_mut().insert(name, value);
            }
        }
        response
    }
}
