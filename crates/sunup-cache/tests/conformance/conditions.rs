//! RFC 9110, section 13; RFC 9111, section 4.3.2: conditional requests.

use super::{
    steps::{Fields, HIT, PLAIN, check, get, get_with, row, send_with},
    support::{Render, page, page_with},
};
use http::Method;

const MODIFIED: &str = "Sun, 06 Nov 1994 08:49:37 GMT";
const SINCE: (&str, &str) = ("if-modified-since", MODIFIED);
const WHOLE: Fields = &[("status", "200"), ("body", "<p>render 1</p>"), HIT];
const CURRENT: Fields = &[("status", "304"), ("body", ""), HIT];
/// Of the body `<p>render 1</p>`.
const TAG: &str = "\"d268a6ac57bf432af414db5547e8784a\"";

fn dated() -> Vec<Render> {
    vec![page_with(PLAIN, &[("last-modified", MODIFIED)])]
}

#[tokio::test(start_paused = true)]
async fn a_date_is_compared_where_the_page_states_one() {
    let stored = |section, rule, fields, expected| {
        let steps = vec![get(0, &[], 1), get_with(fields, expected, 1)];
        row(section, rule, dated(), steps)
    };
    check(vec![
        stored(
            "RFC 9110, 13.1.3",
            "an equal date: the copy is current",
            &[SINCE],
            CURRENT,
        ),
        stored(
            "RFC 9110, 13.1.3",
            "so it is with a later one",
            &[("if-modified-since", "Sun, 06 Nov 1994 08:50:00 GMT")],
            CURRENT,
        ),
        stored(
            "RFC 9110, 13.1.3",
            "not with an earlier one",
            &[("if-modified-since", "Sun, 06 Nov 1994 08:49:36 GMT")],
            WHOLE,
        ),
        stored(
            "RFC 9110, 5.6.7",
            "the obsolete formats are dates as well",
            &[("if-modified-since", "Sunday, 06-Nov-94 08:49:37 GMT")],
            CURRENT,
        ),
        stored(
            "RFC 9110, 13.1.3",
            "ignored beside If-None-Match, even one that does not match",
            &[SINCE, ("if-none-match", "\"other\"")],
            WHOLE,
        ),
        stored(
            "RFC 9110, 13.1.3",
            "ignored where it is no date",
            &[("if-modified-since", "yesterday")],
            WHOLE,
        ),
        stored(
            "RFC 9110, 13.1.3",
            "ignored where there are two",
            &[SINCE, SINCE],
            WHOLE,
        ),
        stored(
            "RFC 9110, 15.4.5",
            "a 304 has the fields that the 200 had, and none of its content",
            &[SINCE],
            &[
                ("cache-control", PLAIN),
                ("etag", "\"…"),
                ("content-type", ""),
                ("content-length", ""),
            ],
        ),
        row(
            "RFC 9110, 13.1.3",
            "a HEAD is answered alike",
            dated(),
            vec![
                get(0, &[], 1),
                send_with(Method::HEAD, &[SINCE], CURRENT, 1),
            ],
        ),
        row(
            "RFC 9110, 13.1.3",
            "ignored by other methods",
            dated(),
            vec![
                get(0, &[], 1),
                send_with(Method::POST, &[SINCE], &[("status", "200")], 2),
            ],
        ),
        row(
            "RFC 9111, 4.3.2",
            "the request that a render was made for is answered alike",
            dated(),
            vec![get_with(
                &[SINCE],
                &[
                    ("status", "304"),
                    ("body", ""),
                    ("cache-status", "sunup; fwd=miss…"),
                ],
                1,
            )],
        ),
        row(
            "RFC 9110, 13.1.3",
            "ignored where the page states two dates",
            vec![page_with(
                PLAIN,
                &[("last-modified", MODIFIED), ("last-modified", MODIFIED)],
            )],
            vec![get(0, &[], 1), get_with(&[SINCE], WHOLE, 1)],
        ),
    ])
    .await;
}

#[tokio::test(start_paused = true)]
async fn without_a_date_of_the_page_a_date_of_the_client_is_ignored() {
    check(vec![
        row(
            "RFC 9110, 13.1.3",
            "ignored where the page has no date",
            vec![page(PLAIN)],
            vec![
                get(0, &[], 1),
                get_with(
                    &[("if-modified-since", "Fri, 31 Dec 2094 08:49:37 GMT")],
                    WHOLE,
                    1,
                ),
            ],
        ),
        row(
            "RFC 9111, 4.3.2",
            "stricter: Date does not stand in, as two renders of one second would be one to it",
            vec![page_with(PLAIN, &[("date", MODIFIED)])],
            vec![get_with(&[SINCE], &[("status", "200")], 1)],
        ),
    ])
    .await;
}

#[tokio::test(start_paused = true)]
async fn a_tag_is_compared_as_section_13_1_2_says() {
    let stored = |section, rule, fields, expected| {
        let steps = vec![get(0, &[], 1), get_with(fields, expected, 1)];
        row(section, rule, vec![page(PLAIN)], steps)
    };
    check(vec![
        stored(
            "RFC 9110, 13.1.2",
            "the tag of the page",
            &[("if-none-match", TAG)],
            CURRENT,
        ),
        stored(
            "RFC 9110, 13.1.2",
            "compared weakly",
            &[("if-none-match", "W/\"d268a6ac57bf432af414db5547e8784a\"")],
            CURRENT,
        ),
        stored(
            "RFC 9110, 13.1.2",
            "among others",
            &[(
                "if-none-match",
                "\"x\", \"d268a6ac57bf432af414db5547e8784a\"",
            )],
            CURRENT,
        ),
        stored(
            "RFC 9110, 13.1.2",
            "`*` is every page that is there",
            &[("if-none-match", "*")],
            CURRENT,
        ),
        stored(
            "RFC 9110, 13.1.2",
            "another tag",
            &[("if-none-match", "\"x\"")],
            WHOLE,
        ),
        stored(
            "RFC 9111, 4.3.2",
            "If-Match is for the origin alone",
            &[("if-match", "\"x\"")],
            WHOLE,
        ),
        stored(
            "RFC 9111, 4.3.2",
            "so is If-Unmodified-Since",
            &[("if-unmodified-since", MODIFIED)],
            WHOLE,
        ),
        stored(
            "RFC 9110, 13.1.5",
            "If-Range without a Range that is obeyed means nothing",
            &[("if-range", TAG), ("range", "bytes=0-1")],
            WHOLE,
        ),
        row(
            "RFC 9110, 13.2.1",
            "no condition turns an answer that is not 200 into 304",
            vec![Render::Page(
                404,
                vec![("cache-control", PLAIN.to_owned())],
                "none".to_owned(),
            )],
            vec![
                get(0, &[], 1),
                get_with(&[("if-none-match", "*")], &[("status", "404"), HIT], 1),
            ],
        ),
    ])
    .await;
}
