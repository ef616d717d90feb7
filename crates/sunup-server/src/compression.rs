//! Compresses dynamic responses on the fly: zstd, brotli or gzip, as the client likes best.
//!
//! Left alone are bodies below 256 bytes, types that are compressed already, event streams (whose
//! events would wait in the encoder), and responses with a strong `ETag`, which vouches for bytes.
//!
//! ```
//! use axum::{Router, routing::get};
//! use sunup_server::compression::CompressionLayer;
//!
//! let app: Router = Router::new()
//!     .route("/", get(|| async { "hello".repeat(100) }))
//!     .layer(CompressionLayer::new());
//! ```

use axum::{body::Body, response::Response};
use http::{Extensions, HeaderMap, StatusCode, Version, header};
use tower::{Layer, util::MapResponse};
use tower_http::{
    CompressionLevel,
    compression::{
        self as compress, CompressionBody, Predicate,
        predicate::{And, SizeAbove},
    },
};

/// Level 4 of brotli, zstd and gzip alike: within a few per cent of the smallest, at a fraction
/// of a millisecond for a page.
const LEVEL: CompressionLevel = CompressionLevel::Precise(4);

/// Bodies below this many bytes gain nothing.
const SMALLEST: u64 = 256;

type Rule = And<SizeAbove, fn(StatusCode, Version, &HeaderMap, &Extensions) -> bool>;
type BoxBody = fn(Response<CompressionBody<Body>>) -> Response;

/// Compresses responses by `Accept-Encoding`.
#[derive(Clone)]
pub struct CompressionLayer {
    layer: compress::CompressionLayer<Rule>,
}

impl CompressionLayer {
    /// The layer; its levels are fixed.
    pub fn new() -> Self {
        let rule: Rule = SizeAbove::new(SMALLEST).and(worth_compressing);
        Self {
            layer: compress::CompressionLayer::new()
                .quality(LEVEL)
                .compress_when(rule),
        }
    }
}

impl Default for CompressionLayer {
    fn default() -> Self {
        Self::new()
    }
}

impl std::fmt::Debug for CompressionLayer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CompressionLayer").finish_non_exhaustive()
    }
}

impl<S> Layer<S> for CompressionLayer {
    type Service = MapResponse<compress::Compression<S, Rule>, BoxBody>;

    fn layer(&self, inner: S) -> Self::Service {
        MapResponse::new(self.layer.layer(inner), |response| response.map(Body::new))
    }
}

fn worth_compressing(_: StatusCode, _: Version, headers: &HeaderMap, _: &Extensions) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let strong_etag = text(header::ETAG).is_some_and(|etag| !etag.starts_with("W/"));
    let no_transform =
        text(header::CACHE_CONTROL).is_some_and(|control| control.contains("no-transform"));
    let content_type = text(header::CONTENT_TYPE).unwrap_or_default();
    !strong_etag && !no_transform && is_text(content_type)
}

/// A list of what shrinks rather than of what does not: an unknown type is more often an archive
/// than a text.
pub(crate) fn is_text(content_type: &str) -> bool {
    let essence = content_type.split(';').next().unwrap_or_default().trim();
    match essence {
        "text/event-stream" => false,
        "application/json" | "application/javascript" | "application/xml" | "application/wasm" => {
            true
        }
        "image/svg+xml" => true,
        _ => {
            essence.starts_with("text/")
                || essence.ends_with("+json")
                || essence.ends_with("+xml") && !essence.starts_with("image/")
        }
    }
}
