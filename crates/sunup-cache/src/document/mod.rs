//! What is done to a document before it is stored: the same content gives the same bytes, and its
//! inline scripts are named in the policy by their hashes.
//!
//! ```
//! use bytes::Bytes;
//! use http::{HeaderMap, HeaderValue, header};
//! use sunup_cache::document::{Csp, finish};
//!
//! let mut headers = HeaderMap::new();
//! headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html"));
//! let body = Bytes::from_static(b"<script nonce=\"r4nd0m\">hydrate()</script>");
//! let body = finish(&mut headers, body, Some(&Csp::default()));
//! assert_eq!(body, "<script>hydrate()</script>");
//! assert_eq!(
//!     headers[header::CONTENT_SECURITY_POLICY],
//!     "script-src 'self' 'wasm-unsafe-eval' \
//!      'sha256-1xOs+XHwrijB4CXngT5V2C4kbvzbTzKorKgL9XasfiI='"
//! );
//! ```

mod csp;
mod finish;
mod hashes;
mod links;
mod markup;
mod nonces;
mod preloads;
mod raw_text;

pub use csp::{Csp, CspError};
pub use finish::finish;
pub(crate) use finish::{finish_fields, is_document};
