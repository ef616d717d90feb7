//! The bodies of an entry: as rendered, and compressed once each.

use std::{sync::OnceLock, time::SystemTime};

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode, header};

use super::{fields, stamp::Stamped};
use crate::{
    control::list::members,
    encoding::{Accepted, Encoding},
    validator::{Condition, ContentHash, condition, last_modified, not_modified, unmodified_since},
};

/// Bodies below this many bytes gain nothing from being compressed.
const SMALLEST: usize = 256;

/// One body and the fields that go with it.
#[derive(Debug)]
pub(super) struct Coded {
    pub(super) body: Bytes,
    pub(super) headers: Stamped,
}

/// The bodies of an entry by encoding. `None` within a lock: compressing it saved nothing.
#[derive(Debug)]
pub(crate) struct Bodies {
    pub(super) content: ContentHash,
    pub(super) modified: Option<SystemTime>,
    pub(super) identity: Coded,
    pub(super) coded: [OnceLock<Option<Coded>>; 3],
    /// What another process compressed. Its fields are made for the first who asks for it.
    pub(super) restored: [Option<Bytes>; 3],
    pub(super) without: [OnceLock<Stamped>; 4],
    pub(super) compressible: bool,
}

impl Bodies {
    /// A body as rendered, with the status and the fields of its response.
    pub(crate) fn new(status: StatusCode, mut headers: HeaderMap, body: Bytes) -> Self {
        let content = ContentHash::with_policies(&body, &headers);
        let compressible = body.len() >= SMALLEST && worth_compressing(&headers);
        // A 204 has no length, not even nought (RFC 9110, section 8.6).
        match status {
            StatusCode::NO_CONTENT => headers.remove(header::CONTENT_LENGTH),
            _ => headers.insert(header::CONTENT_LENGTH, body.len().into()),
        };
        // Nothing is cut out of a kept body.
        headers.remove(header::ACCEPT_RANGES);
        if compressible {
            name_encoding(&mut headers);
        }
        headers.reserve(4);
        let modified = last_modified(&headers);
        Self {
            modified,
            identity: Coded::new(headers, Encoding::Identity, body, &content),
            content,
            coded: Default::default(),
            restored: Default::default(),
            without: Default::default(),
            compressible,
        }
    }

    /// Whether the other encodings may be made.
    pub(crate) const fn compressible(&self) -> bool {
        self.compressible
    }

    /// The body as rendered.
    pub(crate) const fn rendered(&self) -> &Bytes {
        &self.identity.body
    }

    /// The fields of the body as rendered.
    pub(crate) fn headers(&self) -> HeaderMap {
        self.identity.headers.plain()
    }

    /// Whether the body is there in an encoding.
    pub(crate) fn has(&self, encoding: Encoding) -> bool {
        match slot(encoding) {
            Some(at) => self.compressed(at).is_some(),
            None => true,
        }
    }

    /// Adds a body; one that is no smaller than the rendered one is dropped, and remembered.
    pub(crate) fn add(&self, encoding: Encoding, body: Vec<u8>) {
        let Some(slot) = slot(encoding) else {
            return;
        };
        let smaller = body.len() < self.identity.body.len();
        let coded = smaller.then(|| {
            // Vectors keep what they grew to; what is kept long is kept exactly.
            let body = Bytes::from(body.into_boxed_slice());
            self.code(encoding, body)
        });
        // Compressing twice gives the same bytes: whichever came first stays.
        let _ = self.coded[slot].set(coded);
    }

    /// The body in an encoding, where it is there.
    pub(super) fn coded(&self, encoding: Encoding) -> Option<&Coded> {
        match slot(encoding) {
            Some(at) => match &self.restored[at] {
                Some(body) => {
                    self.coded[at].get_or_init(|| Some(self.code(encoding, body.clone())))
                }
                None => self.coded[at].get()?,
            }
            .as_ref(),
            None => Some(&self.identity),
        }
    }

    pub(super) const fn identity(&self) -> &Coded {
        &self.identity
    }

    /// What the conditions of a request come to. Most requests have none.
    pub(super) fn condition(
        &self,
        request: &HeaderMap,
        accepted: &Accepted,
        chosen: Encoding,
    ) -> Condition {
        if request.contains_key(header::IF_NONE_MATCH) {
            return condition(request, &self.content, accepted, chosen);
        }
        match self.modified {
            Some(modified) if unmodified_since(request, modified) => Condition::Have(chosen),
            _ => Condition::Send,
        }
    }

    /// The fields of a 304 for somebody who has the body in this encoding.
    pub(super) fn not_modified(&self, encoding: Encoding) -> &Stamped {
        let at = slot(encoding).unwrap_or(3);
        self.without[at].get_or_init(|| {
            let mut headers = self.identity.headers.read(not_modified);
            headers.insert(header::ETAG, self.content.etag(encoding));
            Stamped::new(headers)
        })
    }

    /// The bytes that all of this takes, with the fields of a 304, which come later.
    pub(super) fn weight(&self) -> u64 {
        let fields = self.identity.headers.read(fields::weight);
        let coded = (0..3).filter_map(|at| self.compressed(at));
        let coded: u64 = coded.map(|body| body.len() as u64 + fields).sum();
        coded + self.identity.body.len() as u64 + 2 * fields
    }

    /// The body in one of the other encodings, where it is there.
    fn compressed(&self, at: usize) -> Option<&Bytes> {
        let made = || Some(&self.coded[at].get()?.as_ref()?.body);
        self.restored[at].as_ref().or_else(made)
    }

    fn code(&self, encoding: Encoding, body: Bytes) -> Coded {
        Coded::new(self.headers(), encoding, body, &self.content)
    }
}

impl Coded {
    pub(super) fn new(
        mut headers: HeaderMap,
        encoding: Encoding,
        body: Bytes,
        content: &ContentHash,
    ) -> Self {
        if let Some(name) = encoding.header_value() {
            headers.insert(header::CONTENT_ENCODING, name);
            headers.insert(header::CONTENT_LENGTH, body.len().into());
        }
        headers.insert(header::ETAG, content.etag(encoding));
        Self {
            body,
            headers: Stamped::new(headers),
        }
    }
}

pub(super) const fn slot(encoding: Encoding) -> Option<usize> {
    match encoding {
        Encoding::Br => Some(0),
        Encoding::Zstd => Some(1),
        Encoding::Gzip => Some(2),
        Encoding::Identity => None,
    }
}

fn worth_compressing(headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let encoded = headers.contains_key(header::CONTENT_ENCODING);
    let kind = text(header::CONTENT_TYPE).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    let kind = kind.to_ascii_lowercase();
    let texts = [
        "json",
        "xml",
        "javascript",
        "wasm",
        "manifest",
        "octet-stream",
    ];
    let is_text = kind.starts_with("text/") || texts.iter().any(|text| kind.ends_with(text));
    is_text && !encoded && !forbids_transforms(headers)
}

/// `no-transform` (RFC 9111, section 5.2.2.6), on any line.
fn forbids_transforms(headers: &HeaderMap) -> bool {
    let lines = headers.get_all(header::CACHE_CONTROL).iter();
    let mut directives = lines.flat_map(|line| members(line.as_bytes()));
    directives.any(|name| name.eq_ignore_ascii_case(b"no-transform"))
}

/// Names `Accept-Encoding` in `Vary` where a body of these fields may come to have encodings.
pub(crate) fn vary_by_encoding(headers: &mut HeaderMap) {
    if worth_compressing(headers) {
        name_encoding(headers);
    }
}

fn name_encoding(headers: &mut HeaderMap) {
    let named = headers.get_all(header::VARY).iter().any(|value| {
        let names = value.as_bytes().split(|byte| *byte == b',');
        names
            .map(<[u8]>::trim_ascii)
            .any(|name| name == b"*" || name.eq_ignore_ascii_case(b"accept-encoding"))
    });
    if named {
        return;
    }
    let mut names = Vec::new();
    for line in headers.get_all(header::VARY) {
        names.extend_from_slice(line.as_bytes());
        names.extend_from_slice(b", ");
    }
    names.extend_from_slice(b"accept-encoding");
    // On one line: a second one of the same name costs each copy of the fields an allocation.
    let accept_encoding = const { HeaderValue::from_static("accept-encoding") };
    let names = HeaderValue::try_from(names).unwrap_or(accept_encoding);
    headers.insert(header::VARY, names);
}
