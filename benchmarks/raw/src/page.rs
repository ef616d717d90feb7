//! [`Page`]: one page in the forms that it is sent in.

use anyhow::{Context, Result};
use axum::{
    body::Body,
    http::{
        HeaderMap, HeaderValue, StatusCode,
        header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH},
    },
    response::Response,
};
use bytes::Bytes;
use std::{
    ffi::OsString,
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    path::Path,
};

const HTML: HeaderValue = HeaderValue::from_static("text/html; charset=utf-8");
const BROTLI: HeaderValue = HeaderValue::from_static("br");

/// One page in the forms that it is sent in.
pub(crate) struct Page {
    plain: Form,
    brotli: Option<Form>,
}

struct Form {
    body: Bytes,
    etag: HeaderValue,
}

impl Page {
    /// The page in `file`, and in `file.br` where there is one.
    pub(crate) fn read(file: &Path) -> Result<Self> {
        let mut compressed = OsString::from(file);
        compressed.push(".br");
        let compressed = Path::new(&compressed);
        Ok(Self {
            plain: Form::read(file)?,
            brotli: compressed
                .exists()
                .then(|| Form::read(compressed))
                .transpose()?,
        })
    }

    /// The answer to a request with these headers.
    pub(crate) fn answer(&self, headers: &HeaderMap) -> Response {
        let compressed = self.brotli.as_ref().filter(|_| takes_brotli(headers));
        let form = compressed.unwrap_or(&self.plain);
        let mut response = Response::new(Body::empty());
        let told = response.headers_mut();
        told.insert(ETAG, form.etag.clone());
        if headers.get(IF_NONE_MATCH) == Some(&form.etag) {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            return response;
        }
        told.insert(CONTENT_TYPE, HTML);
        if compressed.is_some() {
            told.insert(CONTENT_ENCODING, BROTLI);
        }
        *response.body_mut() = Body::from(form.body.clone());
        response
    }
}

impl Form {
    fn read(file: &Path) -> Result<Self> {
        let body = fs::read(file).with_context(|| format!("{} is unreadable", file.display()))?;
        let mut hasher = DefaultHasher::new();
        body.hash(&mut hasher);
        Ok(Self {
            etag: HeaderValue::try_from(format!("\"{:016x}\"", hasher.finish()))?,
            body: body.into(),
        })
    }
}

/// Without q-values, which the measurement does not send.
fn takes_brotli(headers: &HeaderMap) -> bool {
    let line = headers.get(ACCEPT_ENCODING);
    line.is_some_and(|line| line.as_bytes().windows(2).any(|word| word == b"br"))
}
