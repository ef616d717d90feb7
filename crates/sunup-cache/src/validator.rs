//! Validators: a strong `ETag` per encoding from the body's hash, and `If-None-Match`.

use crate::encoding::Encoding;
use http::{HeaderMap, HeaderValue};

/// The name of a body before it is compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ContentHash([u8; 16]);

impl ContentHash {
    /// Of these bytes: the first half of their SHA-256.
    pub fn of(_body: &[u8]) -> Self {
        unimplemented!("skeleton")
    }

    /// The value of `ETag` for the body in this encoding: `"3f…"`, `"3f…-br"`.
    pub fn etag(&self, _encoding: Encoding) -> HeaderValue {
        unimplemented!("skeleton over {:?}", self.0)
    }
}

/// What `If-None-Match` comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Condition {
    /// Send the body.
    Send,
    /// 304, with the tag of this encoding, which the client has.
    Have(Encoding),
}

/// Compares a request's `If-None-Match` with the tags of an entry. `chosen` is the encoding that
/// the client would get.
pub fn condition(_request: &HeaderMap, _content: &ContentHash, _chosen: Encoding) -> Condition {
    unimplemented!("skeleton")
}

/// The headers of a 304 made from those of the 200 (RFC 9110, section 15.4.5).
pub fn not_modified(_stored: &HeaderMap) -> HeaderMap {
    unimplemented!("skeleton")
}
