//! May this response be stored, and for how long: [`Rules::storable`].
//!
//! ```
//! use std::time::SystemTime;
//! use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
//! use sunup_cache::policy::{Exchange, Refusal, Rules};
//!
//! let nothing = HeaderMap::new();
//! let mut exchange = Exchange {
//!     method: &Method::GET,
//!     request: &nothing,
//!     status: StatusCode::OK,
//!     response: &nothing,
//!     answered: SystemTime::now(),
//!     pattern: None,
//! };
//! let rules = Rules::default();
//! assert_eq!(rules.storable(&exchange), Err(Refusal::NoPolicy));
//!
//! let mut response = HeaderMap::new();
//! let policy = HeaderValue::from_static("public, max-age=0, s-maxage=60");
//! response.insert(header::CACHE_CONTROL, policy);
//! exchange.response = &response;
//! let lifetime = rules.storable(&exchange).expect("a public page");
//! assert_eq!(lifetime.fresh.as_secs(), 60);
//! ```

mod age;
mod declare;
mod lifetime;
mod pattern;
mod refusal;
mod rules;

pub(crate) use age::date;
pub use age::initial_age;
pub(crate) use declare::says_something;
pub use declare::{declare, withhold};
pub use lifetime::{Lifetime, SetBy};
pub use pattern::{PatternError, PatternPolicy};
pub use refusal::Refusal;
pub use rules::{Exchange, Rules, stored_status};
