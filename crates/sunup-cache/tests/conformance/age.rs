//! RFC 9111, section 4.2.3: how old a response is when it arrives.

use super::{check, headers};
use std::time::{Duration, SystemTime};
use sunup_cache::policy::initial_age;

/// Headers of a response that was asked for at 08:49:37 and came two seconds later, and its age.
type Row = (&'static [(&'static str, &'static str)], u64);

#[test]
fn the_age_of_a_response_is_corrected() {
    let rows: [(&str, &str, Row); 8] = [
        (
            "RFC 9111, 4.2.3",
            "the time it took is part of the age",
            (&[], 2),
        ),
        ("RFC 9111, 4.2.3", "and adds to Age", (&[("age", "10")], 12)),
        (
            "RFC 9111, 4.2.3",
            "an old Date counts where it says older",
            (&[("date", "Sun, 06 Nov 1994 08:48:37 GMT")], 62),
        ),
        (
            "RFC 9111, 4.2.3",
            "the greater of the two counts",
            (
                &[("date", "Sun, 06 Nov 1994 08:48:37 GMT"), ("age", "100")],
                102,
            ),
        ),
        (
            "RFC 9111, 4.2.3",
            "a Date of the future makes nothing younger",
            (&[("date", "Sun, 06 Nov 1994 09:48:37 GMT")], 2),
        ),
        (
            "RFC 9111, 5.1",
            "an Age that is no number is ignored",
            (&[("age", "old")], 2),
        ),
        (
            "RFC 9111, 5.1",
            "a negative one as well",
            (&[("age", "-5")], 2),
        ),
        (
            "RFC 9111, 5.1",
            "of several the first counts",
            (&[("age", "10, 20")], 12),
        ),
    ];
    check(&rows, |(fields, expected)| {
        let asked = SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777);
        let answered = asked + Duration::from_secs(2);
        let age = initial_age(&headers(fields), asked, answered).as_secs();
        (age != *expected).then(|| format!("{age} instead of {expected}"))
    });
}
