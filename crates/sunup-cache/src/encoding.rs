//! [`Encoding`]: the codings a body is kept in, and which of them a client likes best (RFC 9110,
//! section 12.5.3).

use http::{HeaderMap, HeaderValue};

/// A coding that a body is kept in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Encoding {
    /// As rendered.
    Identity,
    /// gzip.
    Gzip,
    /// Zstandard.
    Zstd,
    /// Brotli.
    Br,
}

impl Encoding {
    /// All of them, in this cache's order of preference.
    pub const ALL: [Self; 4] = [Self::Br, Self::Zstd, Self::Gzip, Self::Identity];

    /// The value of `Content-Encoding`, which identity does not have.
    pub fn header_value(self) -> Option<HeaderValue> {
        match self {
            Self::Identity => None,
            Self::Gzip => Some(HeaderValue::from_static("gzip")),
            Self::Zstd => Some(HeaderValue::from_static("zstd")),
            Self::Br => Some(HeaderValue::from_static("br")),
        }
    }
}

/// What a client accepts of the codings this cache has. Parsing allocates nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// Quality in thousandths, in the order of [`Encoding::ALL`]; zero is not acceptable.
    quality: [u16; 4],
}

impl Accepted {
    /// Of the request's `Accept-Encoding`.
    pub fn of(_request: &HeaderMap) -> Self {
        unimplemented!("skeleton")
    }

    /// The one liked best among those that are there; `None` when none of them is acceptable.
    pub fn best(&self, _there: impl Fn(Encoding) -> bool) -> Option<Encoding> {
        unimplemented!("skeleton over {:?}", self.quality)
    }

    /// Whether the client accepts this coding.
    pub fn accepts(&self, _encoding: Encoding) -> bool {
        unimplemented!("skeleton")
    }
}
