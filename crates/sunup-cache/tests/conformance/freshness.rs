//! RFC 9111, sections 4.2 and 4.2.4; RFC 5861: what may be done with a response of an age.

use super::{
    check,
    storing::{Row, judged, response},
};
use std::time::Duration;
use sunup_cache::freshness::Freshness::{self, Fresh, Gone, Grace, OnErrorOnly};

type Aged = (Row, u64, Freshness);

fn aged(cache_control: &'static [(&'static str, &'static str)], age: u64, is: Freshness) -> Aged {
    // The outcome of storing is another table's.
    (response(cache_control, Err("")), age, is)
}

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

#[test]
fn a_response_is_used_while_its_clocks_run() {
    const PLAIN: &[(&str, &str)] = &[("cache-control", "max-age=60")];
    const ALL: &[(&str, &str)] = &[(
        "cache-control",
        "s-maxage=60, stale-while-revalidate=30, stale-if-error=90",
    )];
    const STRICT: &[(&str, &str)] = &[(
        "cache-control",
        "max-age=60, must-revalidate, stale-if-error=90",
    )];
    let rows = [
        (
            "RFC 9111, 4.2",
            "fresh while the lifetime exceeds the age",
            aged(PLAIN, 59, Fresh { ttl: seconds(1) }),
        ),
        (
            "RFC 9111, 4.2",
            "not when they are equal",
            aged(PLAIN, 60, Gone),
        ),
        (
            "RFC 9111, 4.2.4",
            "no stale answer that is not allowed",
            aged(PLAIN, 61, Gone),
        ),
        (
            "RFC 9111, 5.2.2.10",
            "s-maxage alone: never stale",
            aged(&[("cache-control", "s-maxage=60")], 60, Gone),
        ),
        (
            "RFC 5861, 3",
            "stale while it is revalidated",
            aged(ALL, 89, Grace { by: seconds(29) }),
        ),
        (
            "RFC 5861, 4",
            "after that only when a render fails",
            aged(ALL, 90, OnErrorOnly { by: seconds(30) }),
        ),
        (
            "RFC 5861, 4",
            "until that is over too",
            aged(ALL, 150, Gone),
        ),
        (
            "RFC 9111, 5.2.2.2",
            "must-revalidate: never stale",
            aged(STRICT, 60, Gone),
        ),
    ];
    check(&rows, |(row, age, expected)| {
        let lifetime = judged(row).expect("a lifetime");
        let found = Freshness::of(&lifetime, seconds(*age));
        (found != *expected).then(|| format!("{found:?} instead of {expected:?}"))
    });
}
