//! The second level of the key: what a response says it varies by (RFC 9111, section 4.1).
//!
//! The first response of a page tells the names; the values of the request, in a normal form, are
//! added to the [`Key`](crate::key::Key).
//!
//! ```
//! use http::{HeaderMap, HeaderValue, header};
//! use sunup_cache::vary::VaryNames;
//!
//! let mut response = HeaderMap::new();
//! let value = HeaderValue::from_static("Accept-Encoding, Accept");
//! response.insert(header::VARY, value);
//! let names = VaryNames::of(&response).expect("names");
//! assert!(names.iter().eq([&header::ACCEPT]));
//! ```

mod names;
mod value;

pub use names::{VaryAny, VaryNames};
pub(crate) use value::normal;
