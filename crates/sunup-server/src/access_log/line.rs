//! [`Line`]: what is said of one request.

use std::str;

use http::{HeaderMap, HeaderName, Method, StatusCode};
use tracing::{error, info};

use super::{json, writer};
use crate::{
    exchange::{CLIENT_LEFT, End},
    request_id::RequestId,
};

/// The part of `Cache-Status` that a line repeats: `hit`, `fwd=miss`, …
const CACHE_STATUS: HeaderName = HeaderName::from_static("cache-status");

/// What is known of a request before it is answered.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line<'a> {
    pub(crate) id: &'a RequestId,
    pub(crate) method: &'a Method,
    /// Without a query.
    pub(crate) path: &'a str,
}

impl Line<'_> {
    pub(super) fn path(&self) -> &str {
        shortened(self.path)
    }

    /// Writes the line of a request that ended with this answer, if with any.
    pub(crate) fn write(&self, end: &End<'_>, answer: Option<&HeaderMap>) {
        let cache = answer.and_then(cache_status);
        let is_error = end.status >= StatusCode::INTERNAL_SERVER_ERROR.as_u16();
        // The filter of the log has the say either way.
        if writer::is_started() {
            let wanted = match is_error {
                true => tracing::enabled!(tracing::Level::ERROR),
                false => tracing::enabled!(tracing::Level::INFO),
            };
            if wanted {
                writer::write(|moment, text| json::write(self, end, cache, moment, text));
            }
            return;
        }
        let End { status, route, .. } = *end;
        let (id, method, path) = (self.id.as_str(), self.method.as_str(), self.path());
        // A tenth of a millisecond is as fine as anyone reads.
        let latency_ms = (end.elapsed.as_secs_f64() * 10_000.0).round() / 10.0;
        match status {
            CLIENT_LEFT => info!(id, method, path, status, route, latency_ms, "client left"),
            500.. => error!(
                id,
                method, path, status, route, latency_ms, cache, "answered"
            ),
            _ => info!(
                id,
                method, path, status, route, latency_ms, cache, "answered"
            ),
        }
    }
}

/// What the page cache did with a request, in the words of its `Cache-Status` (RFC 9211).
pub(super) fn cache_status(response: &HeaderMap) -> Option<&str> {
    let mut lines = response.get_all(CACHE_STATUS).iter();
    let ours = lines.find_map(|line| line.as_bytes().strip_prefix(b"sunup; "))?;
    let end = memchr::memchr(b';', ours).unwrap_or(ours.len());
    str::from_utf8(&ours[..end]).ok()
}

/// The first 256 bytes or so: a log line is no place for a path of kilobytes.
pub(crate) fn shortened(path: &str) -> &str {
    let mut end = path.len().min(256);
    while !path.is_char_boundary(end) {
        end -= 1;
    }
    &path[..end]
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    #[test]
    fn a_long_path_is_cut_between_two_characters() {
        assert_eq!(shortened("/about"), "/about");
        let path = format!("/{}", "ü".repeat(300));
        assert_eq!(shortened(&path).len(), 255);
    }

    #[test]
    fn a_line_repeats_what_the_page_cache_did() {
        let status = |value: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(CACHE_STATUS, HeaderValue::from_static(value));
            cache_status(&headers).map(str::to_owned)
        };
        assert_eq!(status("sunup; hit; ttl=42").as_deref(), Some("hit"));
        assert_eq!(
            status("sunup; fwd=miss; stored").as_deref(),
            Some("fwd=miss")
        );
        assert_eq!(status("cdn; hit"), None);
    }
}
