//! What a response that says nothing is made to say.

use super::{PatternPolicy, rules::stored_status};
use crate::control::{CACHE_TAG, Directives, Targets};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};

const PRIVATE: HeaderValue = HeaderValue::from_static("private, no-store");

/// Gives a response without a policy of its own the one of its route's pattern, and without one
/// `private, no-store`. Call it after [`Rules::storable`](super::Rules::storable), which tells the
/// two apart.
///
/// A response with a status that is never stored gets no pattern's policy, as a cache in front of
/// this one would store it. One with `Set-Cookie` is [withheld](withhold) from other caches unless
/// it says so itself: the cookie is one visitor's, whatever the page declared.
pub fn declare(
    status: StatusCode,
    response: &mut HeaderMap,
    targets: &Targets,
    pattern: Option<&PatternPolicy>,
) {
    if response.contains_key(header::SET_COOKIE) {
        if !is_withheld(response) {
            withhold(response);
        }
        return;
    }
    if says_something(response, targets) {
        return;
    }
    let value = pattern
        .filter(|_| stored_status(status))
        .map(PatternPolicy::value);
    response.insert(header::CACHE_CONTROL, value.unwrap_or(&PRIVATE).clone());
}

/// Makes a response that was rendered for one visitor say so: `private, no-store`, and nothing for
/// other caches. It is for answers that pass by the cache because of a session or `Authorization`:
/// their page declared its policy for everyone.
pub fn withhold(response: &mut HeaderMap) {
    response.insert(header::CACHE_CONTROL, PRIVATE);
    response.remove(header::EXPIRES);
    response.remove(CACHE_TAG);
    let targeted: Vec<HeaderName> = response.keys().filter(is_targeted).cloned().collect();
    for name in targeted {
        response.remove(name);
    }
}

/// Whether a field speaks to some caches and overrules `Cache-Control` there, whichever they are:
/// such names end alike (RFC 9213, section 3.1).
fn is_targeted(name: &&HeaderName) -> bool {
    **name == Targets::SURROGATE_CONTROL || name.as_str().ends_with("-cache-control")
}

/// Whether no other cache may store the response: `Cache-Control` says so, and no field that
/// targets other caches could overrule it.
fn is_withheld(response: &HeaderMap) -> bool {
    let said = Directives::of(response).unwrap_or_default();
    (said.private || said.no_store) && !response.keys().any(|name| is_targeted(&name))
}

/// Whether the response has a policy of its own, good or bad.
pub(crate) fn says_something(response: &HeaderMap, targets: &Targets) -> bool {
    Directives::of(response).is_some()
        || response.contains_key(header::EXPIRES)
        || targets.select(response).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::slice;

    fn declared(status: u16, fields: &[(HeaderName, &'static str)]) -> Option<String> {
        let mut response = HeaderMap::new();
        for (name, value) in fields {
            response.append(name, HeaderValue::from_static(value));
        }
        let pattern = PatternPolicy::new("/", "public, s-maxage=60").expect("a policy");
        let status = StatusCode::from_u16(status).expect("a status");
        declare(status, &mut response, &Targets::default(), Some(&pattern));
        let value = response.get(header::CACHE_CONTROL)?;
        Some(value.to_str().expect("ASCII").to_owned())
    }

    #[test]
    fn a_page_that_declares_nothing_gets_the_policy_of_its_pattern() {
        assert_eq!(declared(200, &[]).as_deref(), Some("public, s-maxage=60"));
    }

    #[test]
    fn a_page_without_any_policy_is_private() {
        for empty in [None, Some(""), Some(" , ,")] {
            let mut response = HeaderMap::new();
            if let Some(empty) = empty {
                response.append(header::CACHE_CONTROL, HeaderValue::from_static(empty));
                response.append(header::CACHE_CONTROL, HeaderValue::from_static(empty));
            }
            declare(StatusCode::OK, &mut response, &Targets::default(), None);
            let lines: Vec<_> = response.get_all(header::CACHE_CONTROL).iter().collect();
            assert_eq!(lines, ["private, no-store"], "{empty:?}");
        }
    }

    #[test]
    fn a_policy_that_is_there_stays() {
        let own = declared(200, &[(header::CACHE_CONTROL, "no-cache")]);
        assert_eq!(own.as_deref(), Some("no-cache"));
        assert_eq!(declared(200, &[(header::EXPIRES, "0")]), None);
        let targeted = declared(200, &[(Targets::SURROGATE_CONTROL, "max-age=5")]);
        assert_eq!(targeted, None);
    }

    #[test]
    fn no_pattern_makes_a_cookie_or_a_failure_public() {
        let private = Some("private, no-store");
        let cookie = (header::SET_COOKIE, "a=b");
        assert_eq!(declared(200, slice::from_ref(&cookie)).as_deref(), private);
        assert_eq!(declared(500, &[]).as_deref(), private);
        assert_eq!(declared(403, &[]).as_deref(), private);
    }

    #[test]
    fn a_cookie_is_withheld_from_other_caches() {
        let cookie = (header::SET_COOKIE, "a=b");
        let with = |name, value| declared(200, &[cookie.clone(), (name, value)]);
        let private = Some("private, no-store");
        let control = header::CACHE_CONTROL;
        assert_eq!(
            with(control.clone(), "public, s-maxage=60").as_deref(),
            private
        );
        assert_eq!(
            with(Targets::CDN_CACHE_CONTROL, "max-age=60").as_deref(),
            private
        );
        assert_eq!(with(header::EXPIRES, "0").as_deref(), private);
        // What a page says to the visitor's own browser stays.
        let own = with(control, "private, max-age=60");
        assert_eq!(own.as_deref(), Some("private, max-age=60"));
    }

    #[test]
    fn what_was_rendered_for_one_visitor_is_for_no_cache() {
        let mut response = HeaderMap::new();
        for (name, value) in [
            (header::CACHE_CONTROL, "public, s-maxage=60"),
            (Targets::CDN_CACHE_CONTROL, "max-age=60"),
            (Targets::SURROGATE_CONTROL, "max-age=60"),
            (
                HeaderName::from_static("other-cdn-cache-control"),
                "max-age=60",
            ),
            (header::EXPIRES, "Fri, 31 Dec 2094 12:00:00 GMT"),
            (CACHE_TAG, "a"),
        ] {
            response.append(name, HeaderValue::from_static(value));
        }
        withhold(&mut response);
        assert_eq!(response.len(), 1);
        assert_eq!(response[header::CACHE_CONTROL], "private, no-store");
    }
}
