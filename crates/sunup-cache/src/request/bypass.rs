//! [`Bypass`]: why a request passes the cache by.

use crate::{
    control::{Directives, list::members},
    key::KeyError,
};
use http::{HeaderMap, HeaderValue, Method, header, request::Parts};

/// Why a request passes the cache by, both ways: it is not answered from it, and its answer is not
/// stored. It reaches the page as it was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Bypass {
    /// Neither GET nor HEAD.
    #[error("the method is neither GET nor HEAD")]
    Method,
    /// It has `Authorization`.
    #[error("the request has Authorization")]
    Authorization,
    /// Its session is valid.
    #[error("the visitor has a session")]
    Session,
    /// A GET with a body, which no key can hold (RFC 9110, section 9.3.1).
    #[error("the request has a body")]
    Body,
    /// It asks for another protocol.
    #[error("the request asks for another protocol")]
    Upgrade,
    /// Its target has no key.
    #[error("{0}")]
    Target(#[from] KeyError),
    /// Its route is declared as never cached.
    #[error("the route is never cached")]
    Route,
    /// The cache is switched off.
    #[error("the cache is off")]
    Off,
}

impl Bypass {
    /// The word for `detail=` in `Cache-Status`: a token.
    pub fn detail(self) -> &'static str {
        match self {
            Self::Method => "method",
            Self::Authorization => "authorization",
            Self::Session => "session",
            Self::Body => "body",
            Self::Upgrade => "upgrade",
            Self::Target(_) => "target",
            Self::Route => "route",
            Self::Off => "off",
        }
    }

    /// The member of `Cache-Status`, which costs no more than to name it: in a cache that is off
    /// every answer has one.
    pub(crate) fn status(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Self::Method => "sunup; fwd=method; detail=method",
            Self::Authorization => "sunup; fwd=bypass; detail=authorization",
            Self::Session => "sunup; fwd=bypass; detail=session",
            Self::Body => "sunup; fwd=bypass; detail=body",
            Self::Upgrade => "sunup; fwd=bypass; detail=upgrade",
            Self::Target(_) => "sunup; fwd=bypass; detail=target",
            Self::Route => "sunup; fwd=bypass; detail=route",
            Self::Off => "sunup; fwd=bypass; detail=off",
        })
    }

    /// Whether the answer is to be [withheld](crate::policy::withhold) from other caches, though its
    /// page may have declared it public. It was made for one visitor, or its page saw something that
    /// their keys may lack: a body, another protocol, an address that readers take differently.
    pub fn withholds(self) -> bool {
        match self {
            Self::Authorization | Self::Session | Self::Body | Self::Upgrade | Self::Target(_) => {
                true
            }
            Self::Method | Self::Route | Self::Off => false,
        }
    }
}

/// Why this request passes the cache by; `None` when it may be answered from it. `session` says
/// whether the visitor has a valid one: a cookie that is not valid is an anonymous visitor's. It is
/// asked only for requests that do not pass by for another reason.
pub fn bypass(parts: &Parts, session: impl FnOnce(&Parts) -> bool) -> Option<Bypass> {
    let headers = &parts.headers;
    if !matches!(parts.method, Method::GET | Method::HEAD) {
        return Some(Bypass::Method);
    }
    // One pass over the names: most requests have none of these, and each look-up is a hash.
    let mut telling = false;
    for name in headers.keys() {
        telling |= *name == header::UPGRADE
            || *name == header::AUTHORIZATION
            || *name == header::CONTENT_LENGTH
            || *name == header::TRANSFER_ENCODING;
    }
    if telling && upgrades(headers) {
        return Some(Bypass::Upgrade);
    }
    if telling && headers.contains_key(header::AUTHORIZATION) {
        return Some(Bypass::Authorization);
    }
    if telling && has_body(headers) {
        return Some(Bypass::Body);
    }
    session(parts).then_some(Bypass::Session)
}

/// Whether the request wants 504 rather than a render (`only-if-cached`, RFC 9111, section
/// 5.2.1.7). It is the one request directive that is obeyed.
pub fn only_if_cached(request: &HeaderMap) -> bool {
    Directives::of(request).is_some_and(|said| said.only_if_cached)
}

/// Whether another protocol is asked for. `h2c` was HTTP itself and is obsolete (RFC 9113, section
/// 3.1), and some clients send it with every first request.
fn upgrades(headers: &HeaderMap) -> bool {
    let lines = headers.get_all(header::UPGRADE).iter();
    let mut protocols = lines.flat_map(|line| members(line.as_bytes()));
    protocols.any(|protocol| !protocol.eq_ignore_ascii_case(b"h2c"))
}

fn has_body(headers: &HeaderMap) -> bool {
    let mut lengths = headers.get_all(header::CONTENT_LENGTH).iter();
    headers.contains_key(header::TRANSFER_ENCODING) || lengths.any(|length| length != "0")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::status::{CacheStatus, Forward};
    use http::Request;

    fn of(method: Method, fields: &[(&str, &str)]) -> Option<Bypass> {
        let mut request = Request::builder().method(method).uri("/");
        for (name, value) in fields {
            request = request.header(*name, *value);
        }
        let (parts, ()) = request.body(()).expect("a request").into_parts();
        bypass(&parts, |parts| {
            let cookie = parts.headers.get(header::COOKIE);
            cookie.is_some_and(|cookie| cookie == "session=valid")
        })
    }

    #[test]
    fn anonymous_reading_is_answered_from_the_cache() {
        assert_eq!(of(Method::GET, &[]), None);
        assert_eq!(of(Method::HEAD, &[("content-length", "0")]), None);
        assert_eq!(of(Method::GET, &[("range", "bytes=0-")]), None);
        assert_eq!(of(Method::GET, &[("upgrade", "h2c")]), None);
        assert_eq!(of(Method::GET, &[("cookie", "session=expired")]), None);
        assert_eq!(of(Method::GET, &[("cache-control", "no-cache")]), None);
    }

    #[test]
    fn what_is_of_one_visitor_or_no_plain_reading_passes_by() {
        assert_eq!(of(Method::POST, &[]), Some(Bypass::Method));
        for (field, reason) in [
            (("authorization", "Bearer x"), Bypass::Authorization),
            (("cookie", "session=valid"), Bypass::Session),
            (("content-length", "5"), Bypass::Body),
            (("transfer-encoding", "chunked"), Bypass::Body),
            (("upgrade", "websocket"), Bypass::Upgrade),
            (("upgrade", "h2c, websocket"), Bypass::Upgrade),
        ] {
            assert_eq!(of(Method::GET, &[field]), Some(reason), "{field:?}");
        }
    }

    #[test]
    fn each_reason_is_told_as_any_other_status_is() {
        for reason in [
            Bypass::Method,
            Bypass::Authorization,
            Bypass::Session,
            Bypass::Body,
            Bypass::Upgrade,
            Bypass::Target(KeyError::NoPath),
            Bypass::Route,
            Bypass::Off,
        ] {
            let forward = match reason {
                Bypass::Method => Forward::Method,
                _ => Forward::Bypass,
            };
            let status = CacheStatus::forward(forward).detail(reason.detail());
            assert_eq!(reason.status(), status.value());
        }
    }

    #[test]
    fn a_method_override_overrides_nothing() {
        let field = ("x-http-method-override", "POST");
        assert_eq!(of(Method::GET, &[field]), None);
    }
}
