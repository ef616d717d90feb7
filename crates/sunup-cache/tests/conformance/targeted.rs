//! RFC 9213: fields that target this cache.

use super::{
    check,
    storing::{failure, judged, response},
};

#[test]
fn a_field_that_targets_this_cache_replaces_the_others() {
    check(
        &[
            (
                "RFC 9213, 2.2",
                "a valid field is used, Cache-Control ignored",
                response(
                    &[
                        ("cdn-cache-control", "max-age=600"),
                        ("cache-control", "no-store"),
                    ],
                    Ok((600, 0, 0)),
                ),
            ),
            (
                "RFC 9213, 2.2",
                "so is Expires",
                response(
                    &[
                        ("cdn-cache-control", "private"),
                        ("expires", "Sun, 06 Nov 1994 08:59:37 GMT"),
                    ],
                    Err("private"),
                ),
            ),
            (
                "RFC 9213, 2.2",
                "a field without a lifetime does not fall back to Expires",
                response(
                    &[
                        ("cdn-cache-control", "public"),
                        ("expires", "Sun, 06 Nov 1994 08:59:37 GMT"),
                    ],
                    Err("no-lifetime"),
                ),
            ),
            (
                "RFC 9213, 2.2",
                "the first of the target list is used",
                response(
                    &[
                        ("cdn-cache-control", "max-age=600"),
                        ("surrogate-control", "max-age=60"),
                    ],
                    Ok((60, 0, 0)),
                ),
            ),
            (
                "RFC 9213, 2.2",
                "a field that is not of the list changes nothing",
                response(
                    &[
                        ("other-cache-control", "no-store"),
                        ("cache-control", "max-age=60"),
                    ],
                    Ok((60, 0, 0)),
                ),
            ),
            (
                "RFC 9213, 2.2",
                "no-store makes max-age inoperative",
                response(
                    &[("cdn-cache-control", "max-age=600, no-store")],
                    Err("no-store"),
                ),
            ),
            (
                "RFC 9213, 2.2",
                "must-revalidate and periods of staleness mean the same",
                response(
                    &[(
                        "cdn-cache-control",
                        "max-age=60, stale-while-revalidate=30, must-revalidate",
                    )],
                    Ok((60, 0, 0)),
                ),
            ),
            (
                "RFC 9213, 2.2",
                "an unknown directive is ignored",
                response(
                    &[("cdn-cache-control", "max-age=60, x=(1 2)")],
                    Ok((60, 0, 0)),
                ),
            ),
            (
                "RFC 9213, 2.1",
                "an empty field is as if it were not there",
                response(
                    &[("cdn-cache-control", ""), ("cache-control", "max-age=60")],
                    Ok((60, 0, 0)),
                ),
            ),
            (
                "RFC 9213, 2.1",
                "so is one that does not parse",
                response(
                    &[
                        ("cdn-cache-control", "max-age=600,"),
                        ("cache-control", "max-age=60"),
                    ],
                    Ok((60, 0, 0)),
                ),
            ),
            (
                "RFC 9213, 2.1",
                "names are in lower case",
                response(
                    &[
                        ("cdn-cache-control", "No-Store"),
                        ("cache-control", "max-age=60"),
                    ],
                    Ok((60, 0, 0)),
                ),
            ),
            (
                "RFC 9213, 2.1",
                "a string is no lifetime",
                response(
                    &[
                        ("cdn-cache-control", "max-age=\"600\""),
                        ("cache-control", "max-age=60"),
                    ],
                    Err("no-lifetime"),
                ),
            ),
            (
                "RFC 9213, 2.1",
                "nor is a decimal",
                response(&[("cdn-cache-control", "max-age=1.5")], Err("no-lifetime")),
            ),
            (
                "RFC 9213, 2.1",
                "no-store that is false forbids nothing",
                response(
                    &[("cdn-cache-control", "no-store=?0, max-age=60")],
                    Ok((60, 0, 0)),
                ),
            ),
            (
                "RFC 9213, 2.1",
                "parameters are ignored",
                response(&[("cdn-cache-control", "max-age=60;x=1;y")], Ok((60, 0, 0))),
            ),
            (
                "RFC 9651, 4.2",
                "lines are one dictionary, of which the last member counts",
                response(
                    &[
                        ("cdn-cache-control", "max-age=600"),
                        ("cdn-cache-control", "max-age=60"),
                    ],
                    Ok((60, 0, 0)),
                ),
            ),
        ],
        failure,
    );
}

#[test]
fn the_policy_names_the_field_that_set_it() {
    let said = |row| judged(&row).expect("a lifetime").set_by.to_string();
    let targeted = response(&[("surrogate-control", "max-age=60")], Ok((60, 0, 0)));
    assert_eq!(said(targeted), "surrogate-control of the response");
    let plain = response(&[("cache-control", "max-age=60")], Ok((60, 0, 0)));
    assert_eq!(said(plain), "cache-control of the response");
}
