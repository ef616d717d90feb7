//! [`Rules::storable`]: may a response be stored (RFC 9111, section 3).

use super::{Lifetime, PatternPolicy, Refusal, SetBy, age::date};
use crate::{
    control::{Directives, Tag, TagLimits, Targets, tags, whole_seconds},
    vary::VaryNames,
};
use http::{HeaderMap, Method, StatusCode, header};
use std::time::{Duration, SystemTime};

/// One request and its response.
#[derive(Clone, Copy, Debug)]
pub struct Exchange<'a> {
    /// The request's method.
    pub method: &'a Method,
    /// The request's headers, as the visitor sent them.
    pub request: &'a HeaderMap,
    /// The response's status.
    pub status: StatusCode,
    /// The response's headers, as they were rendered.
    pub response: &'a HeaderMap,
    /// When the response came: its date, where it states none (RFC 9110, section 6.6.1).
    pub answered: SystemTime,
    /// What the settings declare for the route, should the response declare nothing.
    pub pattern: Option<&'a PatternPolicy>,
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
    /// It is stricter than RFC 9111 where that only allows: nothing is stored without a stated
    /// lifetime (no heuristics, section 4.2.2), with a cookie (section 7.3), or for a request with
    /// `Authorization`, whatever the response says (section 3.5). Request directives do not keep a
    /// response from being stored.
    ///
    /// # Errors
    /// The first reason why not.
    pub fn storable(&self, exchange: &Exchange<'_>) -> Result<Lifetime, Refusal> {
        if exchange.method != Method::GET {
            return Err(Refusal::Method);
        }
        if exchange.request.contains_key(header::AUTHORIZATION) {
            return Err(Refusal::Authorization);
        }
        if !stored_status(exchange.status) {
            return Err(Refusal::Status(exchange.status));
        }
        if exchange.response.contains_key(header::SET_COOKIE) {
            return Err(Refusal::SetCookie);
        }
        if is_encoded(exchange.response) {
            return Err(Refusal::Encoded);
        }
        if VaryNames::of(exchange.response).is_err() {
            return Err(Refusal::VaryAny);
        }
        let (said, set_by) = self.said(exchange).ok_or(Refusal::NoPolicy)?;
        // The most restrictive directive counts (section 4.2.1).
        if said.no_store {
            return Err(Refusal::NoStore);
        }
        if said.private {
            return Err(Refusal::Private);
        }
        if said.no_cache {
            return Err(Refusal::NoCache);
        }
        self.tags(exchange.response)?;
        lifetime(&said, exchange, set_by)
    }

    /// The tags under which the response is purged.
    ///
    /// # Errors
    /// When they are beyond the limits or cannot be named.
    pub fn tags(&self, response: &HeaderMap) -> Result<Vec<Tag>, Refusal> {
        Ok(tags(response, &self.tags)?)
    }

    /// The policy and who set it: a field for this cache (RFC 9213, section 2.2), `Cache-Control`,
    /// `Expires`, the settings.
    fn said(&self, exchange: &Exchange<'_>) -> Option<(Directives, SetBy)> {
        let response = exchange.response;
        if let Some((field, said)) = self.targets.select(response) {
            return Some((said, SetBy::Field(field)));
        }
        if let Some(said) = Directives::of(response) {
            return Some((said, SetBy::Field(header::CACHE_CONTROL)));
        }
        if response.contains_key(header::EXPIRES) {
            return Some((Directives::default(), SetBy::Field(header::EXPIRES)));
        }
        let pattern = exchange.pattern?;
        let set_by = SetBy::Pattern(pattern.pattern().clone());
        Some((*pattern.directives(), set_by))
    }
}

/// Whether answers with this status may be stored at all. All of them are defined without
/// conditions on the request; of client errors only those that say that there is nothing, which
/// have a budget of their own.
pub fn stored_status(status: StatusCode) -> bool {
    matches!(
        status.as_u16(),
        200 | 203 | 204 | 300 | 301 | 302 | 303 | 307 | 308 | 404 | 410
    )
}

fn is_encoded(response: &HeaderMap) -> bool {
    let codings = response.get_all(header::CONTENT_ENCODING);
    let identity = |coding: &[u8]| coding.eq_ignore_ascii_case(b"identity");
    !codings.iter().all(|coding| identity(coding.as_bytes()))
}

/// The clocks (RFC 9111, section 4.2.1; RFC 5861).
///
/// `proxy-revalidate` speaks to shared caches and forbids every stale answer (section 5.2.2.8), and
/// so does `must-revalidate` (section 5.2.2.2), with one exception: beside `s-maxage` and a stated
/// period of staleness it is taken for the browser's, like the `max-age` that `s-maxage` overrides.
/// `max-age=0, must-revalidate, s-maxage=60, stale-while-revalidate=600` would contradict itself
/// otherwise. The cache and the page that says so belong to one site (section 4.2.4 allows stale
/// answers that the origin arranged). `s-maxage` itself forbids stale answers (section 5.2.2.10); a
/// stated period is the extension that modifies it (section 5.2.3).
fn lifetime(
    said: &Directives,
    exchange: &Exchange<'_>,
    set_by: SetBy,
) -> Result<Lifetime, Refusal> {
    let response = exchange.response;
    let stated = said.s_maxage.or(said.max_age);
    let expires = || match &set_by {
        SetBy::Field(field) if *field == header::EXPIRES => Some(until_expires(exchange)),
        SetBy::Field(field) if *field == header::CACHE_CONTROL => response
            .contains_key(header::EXPIRES)
            .then(|| until_expires(exchange)),
        _ => None,
    };
    let fresh = stated.or_else(expires).ok_or(Refusal::NoLifetime)?;
    let grace = said.stale_while_revalidate.unwrap_or_default();
    let on_error = said.stale_if_error.unwrap_or_default();
    let stale = grace.max(on_error);
    let for_browsers = said.s_maxage.is_some() && !stale.is_zero();
    let must_revalidate = said.proxy_revalidate || (said.must_revalidate && !for_browsers);
    let allowed = |period| {
        if must_revalidate {
            Duration::ZERO
        } else {
            period
        }
    };
    let keep = fresh + allowed(stale);
    if keep.is_zero() {
        return Err(Refusal::NoLifetime);
    }
    Ok(Lifetime {
        fresh,
        grace: allowed(grace),
        on_error: allowed(on_error),
        keep,
        set_by,
    })
}

/// From `Date` to `Expires`. An invalid date, as `0`, is in the past (section 5.3).
fn until_expires(exchange: &Exchange<'_>) -> Duration {
    let dated = date(exchange.response, header::DATE).unwrap_or(exchange.answered);
    date(exchange.response, header::EXPIRES)
        .and_then(|expires| expires.duration_since(dated).ok())
        .unwrap_or_default()
        .min(whole_seconds(u64::MAX))
}
