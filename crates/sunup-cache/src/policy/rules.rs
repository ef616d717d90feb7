//! [`Rules::storable`]: may a response be stored (RFC 9111, section 3).

use super::{Lifetime, Refusal, SetBy};
use crate::control::{TagLimits, Targets};
use http::{HeaderMap, Method, StatusCode};

/// One request and its response, after [`declare`](super::declare).
#[derive(Clone, Copy, Debug)]
pub struct Exchange<'a> {
    /// The request's method.
    pub method: &'a Method,
    /// The request's headers, as the visitor sent them.
    pub request: &'a HeaderMap,
    /// The response's status.
    pub status: StatusCode,
    /// The response's headers.
    pub response: &'a HeaderMap,
    /// Who set the policy, from [`declare`](super::declare).
    pub set_by: Option<&'a SetBy>,
}

/// What this cache may be told about storing.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    /// The fields that target this cache.
    pub targets: Targets,
    /// Limits to `Cache-Tag`.
    pub tags: TagLimits,
}

impl Rules {
    /// Whether the response may be stored, and for how long.
    ///
    /// # Errors
    /// The first reason why not.
    pub fn storable(&self, _exchange: &Exchange<'_>) -> Result<Lifetime, Refusal> {
        unimplemented!("skeleton")
    }
}
