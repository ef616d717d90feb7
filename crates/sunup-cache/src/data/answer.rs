//! A result as the response that the cache keeps.

use std::time::Duration;

use bytes::Bytes;
use http::{
    HeaderMap, HeaderValue, Response, StatusCode,
    header::{CACHE_CONTROL, CONTENT_TYPE, InvalidHeaderValue},
};
use http_body_util::Full;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use super::Value;
use crate::{
    control::{CACHE_TAG, TagLimits, tags},
    entry::Entry,
};

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
    /// The response that states them, with those of the result.
    pub(super) fn response(&self, result: &Value) -> Response<Full<Bytes>> {
        let mut response = Response::new(Full::new(result.bytes.clone()));
        if result.absent {
            *response.status_mut() = StatusCode::NOT_FOUND;
        }
        // Without its tags a result would outlive a purge. All that a field may not hold is escaped,
        // so that there is no such case; if there were, nothing would be kept.
        *response.headers_mut() = self.fields(result).unwrap_or_default();
        response
    }

    fn fields(&self, result: &Value) -> Result<HeaderMap, InvalidHeaderValue> {
        let mut fields = HeaderMap::new();
        if !result.kept {
            fields.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
            return Ok(fields);
        }
        let names = self.tags.iter().map(String::as_str);
        let names = names.chain(result.tags.iter().map(AsRef::as_ref));
        let names: Vec<String> = names
            .map(|tag| utf8_percent_encode(tag, TAG).to_string())
            .collect();
        let control = format!(
            "public, s-maxage={}, stale-while-revalidate={}, stale-if-error={}",
            self.fresh.as_secs(),
            self.grace.as_secs(),
            self.on_error.as_secs(),
        );
        let plain = HeaderValue::from_static("application/octet-stream");
        fields.insert(CONTENT_TYPE, plain);
        fields.insert(CACHE_CONTROL, control.try_into()?);
        fields.insert(CACHE_TAG, names.join(",").try_into()?);
        Ok(fields)
    }

    /// A result that nothing kept, with its names.
    pub(super) fn unkept(&self, mut result: Value) -> Value {
        for tag in &self.tags {
            result = result.tag(tag);
        }
        result
    }
}

impl Value {
    /// What an entry holds.
    pub(super) fn of_entry(entry: &Entry) -> Self {
        Self {
            tags: entry.tags().to_vec(),
            absent: entry.status() == StatusCode::NOT_FOUND,
            ..entry.body().clone().into()
        }
    }

    /// What a response holds that was made of a result.
    pub(super) fn of_response(status: StatusCode, fields: &HeaderMap, bytes: Bytes) -> Self {
        let limits = TagLimits {
            count: usize::MAX,
            length: usize::MAX,
        };
        Self {
            // They were text before.
            tags: tags(fields, &limits).unwrap_or_default(),
            absent: status == StatusCode::NOT_FOUND,
            kept: fields.contains_key(CACHE_TAG),
            ..bytes.into()
        }
    }
}
