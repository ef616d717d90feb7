//! [`Line`]: what is said of one request.

use http::{HeaderMap, Method, Request, StatusCode, uri::PathAndQuery};
use tracing::{error, info};

use super::{json, writer};
use crate::{
    ending::{CLIENT_LEFT, End},
    request_id::RequestId,
};

/// The part of `Cache-Status` that a line repeats: `hit`, `fwd=miss`, …
const CACHE_STATUS: &str = "cache-status";

/// What is known of a request before it is answered. Nothing is copied but handles.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) id: Option<RequestId>,
    pub(super) method: Method,
    target: Option<PathAndQuery>,
}

impl Line {
    pub(super) fn of<B>(request: &Request<B>) -> Self {
        Self {
            id: request.extensions().get::<RequestId>().cloned(),
            method: request.method().clone(),
            target: request.uri().path_and_query().cloned(),
        }
    }

    pub(super) fn id(&self) -> &str {
        self.id.as_ref().map_or("", RequestId::as_str)
    }

    pub(super) fn path(&self) -> &str {
        shortened(self.target.as_ref().map_or("", PathAndQuery::path))
    }

    /// Writes the line.
    pub(super) fn write(&self, end: &End<'_>, cache: Option<&str>) {
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
        let (id, method, path) = (self.id(), self.method.as_str(), self.path());
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
    let lines = response.get_all(CACHE_STATUS).iter();
    let ours = lines
        .filter_map(|line| line.to_str().ok())
        .find_map(|line| line.strip_prefix("sunup; "))?;
    ours.split(';').next()
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
