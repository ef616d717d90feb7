//! Which requests the cache answers, and from which hosts.

mod bypass;
mod hosts;
mod internal;

pub use bypass::{Bypass, bypass, only_if_cached};
pub use hosts::{HostError, Hosts};
pub use internal::strip_internal;
