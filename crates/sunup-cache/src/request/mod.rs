//! Which requests the cache answers, and under which hosts.
//!
//! A `Range` is ignored, as RFC 9110, section 14.2 allows: the whole page is the answer.

mod authority;
mod bypass;
mod hosts;
mod internal;

pub use bypass::{Bypass, bypass, only_if_cached};
pub use hosts::{HostError, Hosts};
pub(crate) use internal::has_internal;
pub use internal::strip_internal;
