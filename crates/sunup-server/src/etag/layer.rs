//! [`EtagLayer`]: tag, compress, and write the tag of what came out.

use super::tag::{ContentTag, Tagged};
use crate::compression::{CompressionLayer, is_text};
use axum::response::Response;
use http::{HeaderMap, HeaderValue, header};
use tower::{Layer, util::MapResponse};

/// Gives successful answers a strong `ETag`, and answers 304 to those who have them.
#[derive(Clone, Copy, Debug, Default)]
pub struct EtagLayer;

impl EtagLayer {
    /// The layer; there is nothing to set.
    pub fn new() -> Self {
        Self
    }
}

type Write = fn(Response) -> Response;

impl<S> Layer<S> for EtagLayer {
    type Service = MapResponse<<CompressionLayer as Layer<Tagged<S>>>::Service, Write>;

    fn layer(&self, inner: S) -> Self::Service {
        // The tag is known before the body is compressed, so that 304 costs no compressing; it is
        // written after, because it names the bytes that are sent.
        MapResponse::new(CompressionLayer::new().layer(Tagged::new(inner)), written)
    }
}

fn written(mut response: Response) -> Response {
    let Some(tag) = response.extensions_mut().remove::<ContentTag>() else {
        return response;
    };
    let headers = response.headers_mut();
    let encoding = headers
        .get(header::CONTENT_ENCODING)
        .and_then(|encoding| encoding.to_str().ok());
    if let Ok(value) = HeaderValue::try_from(tag.of(encoding)) {
        headers.insert(header::ETAG, value);
    }
    vary(headers);
    response
}

/// Says that the encoding was chosen by the request, where it may have been.
pub(super) fn vary(headers: &mut HeaderMap) {
    let content_type = headers.get(header::CONTENT_TYPE);
    let text = content_type.is_some_and(|it| it.to_str().is_ok_and(is_text));
    let said = headers
        .get_all(header::VARY)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .any(|value| value.to_ascii_lowercase().contains("accept-encoding"));
    if text && !said {
        headers.append(header::VARY, HeaderValue::from_static("accept-encoding"));
    }
}
