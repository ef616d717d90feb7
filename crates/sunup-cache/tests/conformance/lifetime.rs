//! RFC 9111, section 4.2.1: how long a response is fresh; RFC 5861: how long it serves stale.

use super::{
    check,
    storing::{failure, response},
};

#[test]
fn a_lifetime_is_calculated_as_section_4_2_1_says() {
    const DATE: (&str, &str) = ("date", "Sun, 06 Nov 1994 08:49:37 GMT");
    check(
        &[
            (
                "RFC 9111, 4.2.1",
                "Expires less Date",
                response(
                    &[DATE, ("expires", "Sun, 06 Nov 1994 08:50:37 GMT")],
                    Ok((60, 0, 0)),
                ),
            ),
            (
                "RFC 9110, 5.6.7",
                "in the obsolete formats as well",
                response(
                    &[
                        ("date", "Sunday, 06-Nov-94 08:49:37 GMT"),
                        ("expires", "Sun Nov  6 08:50:37 1994"),
                    ],
                    Ok((60, 0, 0)),
                ),
            ),
            (
                "RFC 9110, 6.6.1",
                "without Date the time of receipt is the date",
                response(
                    &[("expires", "Sun, 06 Nov 1994 08:50:37 GMT")],
                    Ok((60, 0, 0)),
                ),
            ),
            (
                "RFC 9111, 5.3",
                "max-age overrides Expires",
                response(
                    &[
                        DATE,
                        ("expires", "Sun, 06 Nov 1994 08:59:37 GMT"),
                        ("cache-control", "max-age=5"),
                    ],
                    Ok((5, 0, 0)),
                ),
            ),
            (
                "RFC 9111, 5.3",
                "Expires beside a Cache-Control without lifetime counts",
                response(
                    &[
                        DATE,
                        ("expires", "Sun, 06 Nov 1994 08:50:37 GMT"),
                        ("cache-control", "public"),
                    ],
                    Ok((60, 0, 0)),
                ),
            ),
            (
                "RFC 9111, 5.3",
                "an invalid date, especially 0, is in the past",
                response(&[DATE, ("expires", "0")], Err("no-lifetime")),
            ),
            (
                "RFC 9111, 4.2.1",
                "a past date leaves no lifetime",
                response(
                    &[DATE, ("expires", "Sun, 06 Nov 1994 08:49:36 GMT")],
                    Err("no-lifetime"),
                ),
            ),
            (
                "RFC 9111, 4.2.1",
                "of several values the first counts",
                response(
                    &[("cache-control", "max-age=60, max-age=600")],
                    Ok((60, 0, 0)),
                ),
            ),
            (
                "RFC 9111, 4.2.1",
                "two lines of Expires leave no lifetime",
                response(
                    &[
                        DATE,
                        ("expires", "Sun, 06 Nov 1994 08:50:37 GMT"),
                        ("expires", "Sun, 06 Nov 1994 08:59:37 GMT"),
                    ],
                    Err("no-lifetime"),
                ),
            ),
            (
                "RFC 9111, 4.2.1",
                "the most restrictive of conflicting directives counts",
                response(
                    &[("cache-control", "max-age=60, no-cache")],
                    Err("no-cache"),
                ),
            ),
            (
                "RFC 9111, 4.2.1",
                "a lifetime that is no number leaves none",
                response(&[("cache-control", "max-age=1.5")], Err("no-lifetime")),
            ),
            (
                "RFC 9111, 4.2.1",
                "even with Expires",
                response(
                    &[
                        DATE,
                        ("expires", "Sun, 06 Nov 1994 08:50:37 GMT"),
                        ("cache-control", "max-age=soon"),
                    ],
                    Err("no-lifetime"),
                ),
            ),
            (
                "RFC 9111, 1.2.2",
                "a number that is too large is 2^31",
                response(
                    &[("cache-control", "max-age=9999999999999999999999")],
                    Ok((1 << 31, 0, 0)),
                ),
            ),
        ],
        failure,
    );
}

#[test]
fn staleness_is_what_the_response_allows() {
    check(
        &[
            (
                "RFC 5861, 3",
                "stale-while-revalidate is the grace",
                response(
                    &[("cache-control", "max-age=60, stale-while-revalidate=30")],
                    Ok((60, 30, 0)),
                ),
            ),
            (
                "RFC 5861, 4",
                "stale-if-error is for failures",
                response(
                    &[("cache-control", "max-age=60, stale-if-error=600")],
                    Ok((60, 0, 600)),
                ),
            ),
            (
                "RFC 5861, 3",
                "a response may be for stale use only",
                response(
                    &[("cache-control", "max-age=0, stale-while-revalidate=30")],
                    Ok((0, 30, 0)),
                ),
            ),
            (
                "RFC 5861, 3",
                "a period that is no number is none",
                response(
                    &[("cache-control", "max-age=60, stale-while-revalidate=long")],
                    Ok((60, 0, 0)),
                ),
            ),
            (
                "RFC 9111, 5.2.2.2",
                "must-revalidate forbids every stale answer",
                response(
                    &[(
                        "cache-control",
                        "max-age=60, must-revalidate, stale-while-revalidate=30, stale-if-error=9",
                    )],
                    Ok((60, 0, 0)),
                ),
            ),
            (
                "RFC 9111, 5.2.2.8",
                "proxy-revalidate forbids a shared cache every stale answer",
                response(
                    &[(
                        "cache-control",
                        "s-maxage=60, proxy-revalidate, stale-while-revalidate=30",
                    )],
                    Ok((60, 0, 0)),
                ),
            ),
            (
                "RFC 5861, 3 and 4",
                "a stated period modifies s-maxage, which forbids stale answers by itself",
                response(
                    &[(
                        "cache-control",
                        "s-maxage=60, stale-while-revalidate=30, stale-if-error=600",
                    )],
                    Ok((60, 30, 600)),
                ),
            ),
            (
                "RFC 9111, 4.2.4",
                "arranged: beside s-maxage and a stated period must-revalidate is the browser's",
                response(
                    &[(
                        "cache-control",
                        "public, max-age=0, must-revalidate, s-maxage=60, \
                         stale-while-revalidate=30, stale-if-error=600",
                    )],
                    Ok((60, 30, 600)),
                ),
            ),
        ],
        failure,
    );
}
