//! RFC 9111, section 5.2.1: what the directives of a request do, and which requests the cache
//! answers at all.

use super::{check, headers};
use http::{Method, Request};
use sunup_cache::request::{bypass, only_if_cached};

#[test]
fn only_if_cached_is_the_one_request_directive_that_is_obeyed() {
    let rows = [
        (
            "RFC 9111, 5.2.1.7",
            "only-if-cached",
            ("only-if-cached", true),
        ),
        (
            "RFC 9111, 5.2.1.7",
            "in any case",
            ("max-stale, Only-If-Cached", true),
        ),
        (
            "RFC 9111, 5.2.1.4",
            "advisory: no-cache forces no render",
            ("no-cache", false),
        ),
        (
            "RFC 9111, 5.2.1.1",
            "advisory: nor does max-age",
            ("max-age=0", false),
        ),
        (
            "RFC 9111, 5.2.1.3",
            "advisory: nor does min-fresh",
            ("min-fresh=600", false),
        ),
        (
            "RFC 9111, 5.2.1.2",
            "advisory: max-stale gives nothing that is over",
            ("max-stale=600", false),
        ),
        (
            "RFC 9111, 5.2.1.5",
            "advisory: nor does no-store",
            ("no-store", false),
        ),
        (
            "RFC 9111, 5.2.1.6",
            "no-transform: the site's own coding is no transformation",
            ("no-transform", false),
        ),
        (
            "RFC 9111, 5.2.3",
            "an unknown directive means nothing",
            ("x=\"only-if-cached\"", false),
        ),
    ];
    check(&rows, |(value, expected)| {
        let request = headers(&[("cache-control", value)]);
        let found = only_if_cached(&request);
        let (mut parts, ()) = Request::get("/").body(()).expect("a request").into_parts();
        parts.headers = request;
        let passes = bypass(&parts, |_| false);
        (found != *expected || passes.is_some()).then(|| format!("{found} and {passes:?}"))
    });
}

/// Method, headers, and the word for why the cache is not asked.
type Row = (
    Method,
    &'static [(&'static str, &'static str)],
    Option<&'static str>,
);

#[test]
fn requests_that_no_stored_response_is_for_pass_by() {
    let rows: [(&str, &str, Row); 9] = [
        ("RFC 9111, 4", "a GET is answered", (Method::GET, &[], None)),
        (
            "RFC 9110, 9.3.2",
            "a HEAD by the same response",
            (Method::HEAD, &[], None),
        ),
        (
            "RFC 9111, 4",
            "a POST is not",
            (Method::POST, &[], Some("method")),
        ),
        (
            "RFC 9110, 9.3.7",
            "nor is OPTIONS",
            (Method::OPTIONS, &[], Some("method")),
        ),
        (
            "RFC 9111, 3.5",
            "stricter: Authorization passes by",
            (
                Method::GET,
                &[("authorization", "x")],
                Some("authorization"),
            ),
        ),
        (
            "RFC 9110, 9.3.1",
            "a GET with content has no key",
            (Method::GET, &[("content-length", "1")], Some("body")),
        ),
        (
            "RFC 9112, 6.1",
            "of whatever length",
            (
                Method::GET,
                &[("transfer-encoding", "chunked")],
                Some("body"),
            ),
        ),
        (
            "RFC 9110, 7.8",
            "an upgrade is for the server behind",
            (
                Method::GET,
                &[("upgrade", "websocket"), ("connection", "upgrade")],
                Some("upgrade"),
            ),
        ),
        (
            "RFC 9110, 14.2",
            "a Range may be ignored",
            (Method::GET, &[("range", "bytes=0-9")], None),
        ),
    ];
    check(&rows, |(method, fields, expected)| {
        let (mut parts, ()) = Request::get("/").body(()).expect("a request").into_parts();
        parts.method = method.clone();
        parts.headers = headers(fields);
        let found = bypass(&parts, |_| false).map(|reason| reason.detail());
        (found != *expected).then(|| format!("{found:?} instead of {expected:?}"))
    });
}
