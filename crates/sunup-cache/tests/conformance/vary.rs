//! RFC 9111, section 4.1: which requests a stored response is for.

use super::{check, headers};
use http::Request;
use sunup_cache::{key::KeyRule, vary::VaryNames};

type Fields = &'static [(&'static str, &'static str)];

struct Row {
    vary: Fields,
    stored_for: Fields,
    asked_with: Fields,
    same: bool,
}

fn row(vary: &'static [(&'static str, &'static str)], pair: (Fields, Fields), same: bool) -> Row {
    Row {
        vary,
        stored_for: pair.0,
        asked_with: pair.1,
        same,
    }
}

#[test]
fn a_response_is_for_requests_that_are_alike_in_what_it_varies_by() {
    const ACCEPT: Fields = &[("vary", "Accept")];
    const TWO: Fields = &[("vary", "accept-language"), ("vary", "X-A")];
    const HTML: Fields = &[("accept", "text/html")];
    const NONE: Fields = &[];
    let rows = [
        (
            "RFC 9111, 4.1",
            "equal values match",
            row(ACCEPT, (HTML, HTML), true),
        ),
        (
            "RFC 9111, 4.1",
            "other values do not",
            row(ACCEPT, (HTML, &[("accept", "text/markdown")]), false),
        ),
        (
            "RFC 9111, 4.1",
            "absent matches absent only",
            row(ACCEPT, (HTML, NONE), false),
        ),
        ("RFC 9111, 4.1", "and does", row(ACCEPT, (NONE, NONE), true)),
        (
            "RFC 9111, 4.1",
            "an empty value is not absent",
            row(ACCEPT, (&[("accept", "")], NONE), false),
        ),
        (
            "RFC 9111, 4.1",
            "white space may be normalised",
            row(
                ACCEPT,
                (
                    &[("accept", "text/html, */*;q=0.8")],
                    &[("accept", "text/html,*/* ; q=0.8")],
                ),
                true,
            ),
        ),
        (
            "RFC 9111, 4.1",
            "lines may be combined",
            row(
                ACCEPT,
                (
                    &[("accept", "text/html, */*")],
                    &[("accept", "text/html"), ("accept", "*/*")],
                ),
                true,
            ),
        ),
        (
            "RFC 9111, 4.1",
            "values may be normalised as their field says: case of media types",
            row(ACCEPT, (HTML, &[("accept", "Text/HTML;q=1")]), true),
        ),
        (
            "RFC 9111, 4.1",
            "but not in fields that are not known",
            row(
                &[("vary", "x-a")],
                (&[("x-a", "A")], &[("x-a", "a")]),
                false,
            ),
        ),
        (
            "RFC 9111, 4.1",
            "every nominated field has to match",
            row(
                TWO,
                (
                    &[("accept-language", "de"), ("x-a", "1")],
                    &[("accept-language", "de")],
                ),
                false,
            ),
        ),
        (
            "RFC 9111, 4.1",
            "fields that are not nominated do not matter",
            row(
                TWO,
                (&[("accept", "a/b"), ("x-a", "1")], &[("x-a", "1")]),
                true,
            ),
        ),
        (
            "RFC 9110, 12.5.5",
            "Accept-Encoding never splits: each entry has all encodings",
            row(
                &[("vary", "Accept-Encoding")],
                (&[("accept-encoding", "br")], &[("accept-encoding", "gzip")]),
                true,
            ),
        ),
    ];
    check(&rows, |row| {
        let (parts, ()) = Request::get("/a").body(()).expect("a request").into_parts();
        let key = KeyRule::default().key(&parts).expect("a plain path").key;
        let names = VaryNames::of(&headers(row.vary)).expect("names");
        let stored = key.variant(&names, &headers(row.stored_for));
        let asked = key.variant(&names, &headers(row.asked_with));
        ((stored == asked) != row.same).then(|| format!("{stored} and {asked}"))
    });
}
