//! RFC 9111, section 3 and the response directives of section 5.2.2.

use super::{check, headers};
use http::{Method, StatusCode};
use std::time::{Duration, SystemTime};
use sunup_cache::policy::{Exchange, Lifetime, Refusal, Rules};

/// Seconds of the three clocks, or the word of the refusal.
pub(super) type Outcome = Result<(u64, u64, u64), &'static str>;

pub(super) struct Row {
    method: Method,
    request: &'static [(&'static str, &'static str)],
    status: u16,
    response: &'static [(&'static str, &'static str)],
    outcome: Outcome,
}

/// A 200 to a plain GET with these headers.
pub(super) fn response(response: &'static [(&'static str, &'static str)], outcome: Outcome) -> Row {
    Row {
        method: Method::GET,
        request: &[],
        status: 200,
        response,
        outcome,
    }
}

pub(super) fn judged(row: &Row) -> Result<Lifetime, Refusal> {
    Rules::default().storable(&Exchange {
        method: &row.method,
        request: &headers(row.request),
        status: StatusCode::from_u16(row.status).expect("a status"),
        response: &headers(row.response),
        answered: SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777),
        pattern: None,
    })
}

pub(super) fn failure(row: &Row) -> Option<String> {
    let judged = judged(row);
    let outcome = judged
        .as_ref()
        .map(|it| {
            (
                it.fresh.as_secs(),
                it.grace.as_secs(),
                it.on_error.as_secs(),
            )
        })
        .map_err(Refusal::detail);
    (outcome != row.outcome).then(|| format!("{outcome:?} instead of {:?}", row.outcome))
}

const MINUTE: &[(&str, &str)] = &[("cache-control", "public, max-age=60")];

fn status(status: u16, outcome: Outcome) -> Row {
    Row {
        status,
        ..response(MINUTE, outcome)
    }
}

#[test]
fn what_may_be_stored_is_decided_by_method_status_and_fields() {
    let post = Row {
        method: Method::POST,
        ..response(MINUTE, Err("method"))
    };
    let head = Row {
        method: Method::HEAD,
        ..response(MINUTE, Err("method"))
    };
    let authorized = Row {
        request: &[("authorization", "Basic eDp5")],
        ..response(MINUTE, Err("authorization"))
    };
    let unwilling = Row {
        request: &[
            ("cache-control", "no-store, no-cache"),
            ("pragma", "no-cache"),
        ],
        ..response(MINUTE, Ok((60, 0, 0)))
    };
    check(
        &[
            (
                "RFC 9111, 3",
                "a GET with a stated lifetime",
                response(MINUTE, Ok((60, 0, 0))),
            ),
            ("RFC 9111, 3", "another method is not stored", post),
            (
                "RFC 9110, 9.3.2",
                "stricter: the answer to a HEAD, which has no content, is not stored",
                head,
            ),
            (
                "RFC 9111, 3",
                "a final status is needed",
                status(103, Err("status")),
            ),
            (
                "RFC 9111, 3.3",
                "without support for ranges no part of a response is stored",
                status(206, Err("status")),
            ),
            (
                "RFC 9111, 3",
                "a 304 without anything that it could freshen is not understood",
                status(304, Err("status")),
            ),
            (
                "RFC 9110, 15.4.2",
                "a redirect with a lifetime",
                status(301, Ok((60, 0, 0))),
            ),
            (
                "RFC 9110, 15.4.3",
                "so is a temporary one",
                status(302, Ok((60, 0, 0))),
            ),
            (
                "RFC 9110, 15.5.5",
                "404 (within a budget)",
                status(404, Ok((60, 0, 0))),
            ),
            (
                "RFC 9110, 15.5.11",
                "410 (within a budget)",
                status(410, Ok((60, 0, 0))),
            ),
            (
                "RFC 9111, 3",
                "stricter: other client errors are not",
                status(403, Err("status")),
            ),
            (
                "RFC 9111, 3",
                "stricter: nor are too many requests",
                status(429, Err("status")),
            ),
            (
                "RFC 9111, 3",
                "stricter: nor is any 5xx",
                status(500, Err("status")),
            ),
            (
                "RFC 9111, 3",
                "stricter: nor is an unavailable service",
                status(503, Err("status")),
            ),
            (
                "RFC 9111, 3",
                "stricter: nor is a status that is not known",
                status(299, Err("status")),
            ),
            (
                "RFC 9111, 3.5",
                "stricter: not for a request with Authorization, though it is public",
                authorized,
            ),
            (
                "RFC 9111, 5.2.1.5",
                "advisory: a request's no-store does not keep others from the page",
                unwilling,
            ),
            (
                "RFC 9111, 7.3",
                "stricter: nothing with a cookie",
                response(
                    &[
                        ("cache-control", "public, max-age=60"),
                        ("set-cookie", "a=b"),
                    ],
                    Err("set-cookie"),
                ),
            ),
            (
                "RFC 9111, 4.1",
                "Vary: * never matches, so that it is not stored",
                response(
                    &[("cache-control", "max-age=60"), ("vary", "*")],
                    Err("vary"),
                ),
            ),
            (
                "RFC 9111, 4.1",
                "nor does a list with * among names",
                response(
                    &[("cache-control", "max-age=60"), ("vary", "accept, *")],
                    Err("vary"),
                ),
            ),
            (
                "RFC 9110, 8.4",
                "a body that is encoded for one client is not the page",
                response(
                    &[("cache-control", "max-age=60"), ("content-encoding", "br")],
                    Err("encoded"),
                ),
            ),
        ],
        failure,
    );
}

#[test]
fn each_response_directive_means_what_its_section_says() {
    check(
        &[
            (
                "RFC 9111, 5.2.2.1",
                "max-age is the lifetime",
                response(&[("cache-control", "max-age=5")], Ok((5, 0, 0))),
            ),
            (
                "RFC 9111, 5.2.2.10",
                "s-maxage overrides max-age in a shared cache",
                response(
                    &[("cache-control", "max-age=5, s-maxage=60")],
                    Ok((60, 0, 0)),
                ),
            ),
            (
                "RFC 9111, 5.2.2.10",
                "also with zero",
                response(
                    &[("cache-control", "max-age=60, s-maxage=0")],
                    Err("no-lifetime"),
                ),
            ),
            (
                "RFC 9111, 5.2.2.10",
                "and Expires",
                response(
                    &[
                        ("cache-control", "s-maxage=60"),
                        ("expires", "Thu, 01 Jan 1970 00:00:00 GMT"),
                    ],
                    Ok((60, 0, 0)),
                ),
            ),
            (
                "RFC 9111, 5.2.2.5",
                "no-store forbids to store, whatever else is said",
                response(
                    &[("cache-control", "no-store, public, max-age=60")],
                    Err("no-store"),
                ),
            ),
            (
                "RFC 9111, 5.2.2.7",
                "private forbids a shared cache to store",
                response(&[("cache-control", "private, s-maxage=60")], Err("private")),
            ),
            (
                "RFC 9111, 5.2.2.7",
                "stricter: with field names as well",
                response(
                    &[("cache-control", "private=\"x-a, x-b\", max-age=60")],
                    Err("private"),
                ),
            ),
            (
                "RFC 9111, 5.2.2.4",
                "no-cache forbids every reuse without a render",
                response(
                    &[("cache-control", "no-cache, max-age=60")],
                    Err("no-cache"),
                ),
            ),
            (
                "RFC 9111, 5.2.2.4",
                "stricter: with field names as well",
                response(
                    &[("cache-control", "no-cache=\"x-a\", max-age=60")],
                    Err("no-cache"),
                ),
            ),
            (
                "RFC 9111, 5.2.2.9",
                "stricter: public states no lifetime, and there are no heuristics",
                response(&[("cache-control", "public")], Err("no-lifetime")),
            ),
            (
                "RFC 9111, 4.2.2",
                "stricter: Last-Modified gives no lifetime",
                response(
                    &[("last-modified", "Sun, 06 Nov 1994 08:49:37 GMT")],
                    Err("no-policy"),
                ),
            ),
            (
                "RFC 9111, 5.2.3",
                "an unknown directive changes nothing",
                response(
                    &[(
                        "cache-control",
                        "community=\"UCI, no-store\", max-age=60, immutable",
                    )],
                    Ok((60, 0, 0)),
                ),
            ),
            (
                "RFC 9111, 5.2",
                "names are found in any case",
                response(&[("cache-control", "Max-AGE=60")], Ok((60, 0, 0))),
            ),
            (
                "RFC 9111, 5.2",
                "a number may be a quoted string",
                response(&[("cache-control", "max-age=\"60\"")], Ok((60, 0, 0))),
            ),
            (
                "RFC 9110, 5.3",
                "lines are one list",
                response(
                    &[
                        ("cache-control", "max-age=60"),
                        ("cache-control", "private"),
                    ],
                    Err("private"),
                ),
            ),
            (
                "RFC 9111, 5.2.2.3",
                "must-understand beside a status that is understood changes nothing",
                response(
                    &[("cache-control", "must-understand, max-age=60")],
                    Ok((60, 0, 0)),
                ),
            ),
            (
                "RFC 9111, 5.4",
                "Pragma of a response means nothing",
                response(
                    &[("cache-control", "max-age=60"), ("pragma", "no-cache")],
                    Ok((60, 0, 0)),
                ),
            ),
        ],
        failure,
    );
}
