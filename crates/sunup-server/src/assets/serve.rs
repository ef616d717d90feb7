//! The response of a file that was found at start.

use std::{io, ops::Range, sync::Arc};

use axum::{body::Body, response::Response};
use bytes::Bytes;
use futures::stream;
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use tokio::{
    io::{AsyncReadExt, AsyncSeekExt},
    task::spawn_blocking,
};

use super::{
    encoding::Accepted,
    file::{File, Source, Variant},
    held::Held,
    precondition::{self, Outcome},
    range::{self, Wanted},
};

/// What a large file is read in.
const CHUNK: usize = 64 * 1024;

/// Answers `GET` and `HEAD`.
///
/// # Errors
/// When the file was there at start and cannot be opened now.
pub(super) async fn serve(
    file: &File,
    method: &Method,
    request: &HeaderMap,
) -> io::Result<Response> {
    let mut response = Response::new(Body::empty());
    let headers = response.headers_mut();
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    let Some(variant) = Accepted::of(request).best(&file.variants, |it| it.encoding) else {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        *response.status_mut() = StatusCode::NOT_ACCEPTABLE;
        return Ok(response);
    };
    headers.insert(header::ETAG, variant.etag.clone());
    headers.insert(header::CACHE_CONTROL, file.cache_control.clone());
    let etag = variant.etag.to_str().unwrap_or_default();
    match precondition::check(request, etag) {
        Outcome::Proceed => {}
        Outcome::NotModified => {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            return Ok(response);
        }
        Outcome::Failed => {
            *response.status_mut() = StatusCode::PRECONDITION_FAILED;
            return Ok(response);
        }
    }
    headers.insert(header::CONTENT_TYPE, file.content_type.clone());
    headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    if let Some(encoding) = variant.encoding.header_value() {
        headers.insert(header::CONTENT_ENCODING, encoding);
    }
    let range = match wanted(method, request, variant) {
        Wanted::Whole => 0..variant.length,
        Wanted::Part(range) => {
            let text = format!("bytes {}-{}/{}", range.start, range.end - 1, variant.length);
            insert(headers, header::CONTENT_RANGE, text);
            *response.status_mut() = StatusCode::PARTIAL_CONTENT;
            range
        }
        Wanted::Unsatisfiable => {
            insert(
                headers,
                header::CONTENT_RANGE,
                format!("bytes */{}", variant.length),
            );
            headers.remove(header::CONTENT_TYPE);
            headers.remove(header::CONTENT_ENCODING);
            *response.status_mut() = StatusCode::RANGE_NOT_SATISFIABLE;
            return Ok(response);
        }
    };
    let length = HeaderValue::from(range.end - range.start);
    response
        .headers_mut()
        .insert(header::CONTENT_LENGTH, length);
    if method != Method::HEAD {
        *response.body_mut() = body(&variant.source, range).await?;
    }
    Ok(response)
}

/// RFC 9110, section 14.2: a range is defined for `GET` only.
fn wanted(method: &Method, request: &HeaderMap, variant: &Variant) -> Wanted {
    let etag = variant.etag.to_str().unwrap_or_default();
    match request
        .get(header::RANGE)
        .and_then(|range| range.to_str().ok())
    {
        Some(range) if method == Method::GET && precondition::range_holds(request, etag) => {
            range::parse(range, variant.length)
        }
        _ => Wanted::Whole,
    }
}

fn insert(headers: &mut HeaderMap, name: header::HeaderName, text: String) {
    if let Ok(value) = HeaderValue::try_from(text) {
        headers.insert(name, value);
    }
}

async fn body(source: &Source, range: Range<u64>) -> io::Result<Body> {
    match source {
        Source::Memory(bytes) => {
            let start = usize::try_from(range.start).map_err(io::Error::other)?;
            let end = usize::try_from(range.end).map_err(io::Error::other)?;
            Ok(Body::from(bytes.slice(start..end)))
        }
        Source::Held(held) => Ok(held_body(Arc::clone(held), range)),
        Source::Disk(path) => {
            let mut file = tokio::fs::File::open(path).await?;
            file.seek(io::SeekFrom::Start(range.start)).await?;
            let rest = file.take(range.end - range.start);
            // A file that became shorter ends the body early, which the client notices by its
            // length.
            Ok(Body::from_stream(stream::try_unfold(
                rest,
                |mut rest| async {
                    let mut chunk = Vec::with_capacity(CHUNK);
                    (&mut rest)
                        .take(CHUNK as u64)
                        .read_to_end(&mut chunk)
                        .await?;
                    io::Result::Ok((!chunk.is_empty()).then(|| (Bytes::from(chunk), rest)))
                },
            )))
        }
    }
}

fn held_body(held: Arc<Held>, range: Range<u64>) -> Body {
    Body::from_stream(stream::try_unfold(
        (held, range),
        |(held, range)| async move {
            let size = CHUNK.min(usize::try_from(range.end - range.start).unwrap_or(CHUNK));
            let (file, start) = (Arc::clone(&held), range.start);
            let chunk = spawn_blocking(move || file.read(start, size)).await;
            let chunk = chunk.map_err(io::Error::other)??;
            let rest = start + chunk.len() as u64..range.end;
            io::Result::Ok((!chunk.is_empty()).then(|| (Bytes::from(chunk), (held, rest))))
        },
    ))
}
