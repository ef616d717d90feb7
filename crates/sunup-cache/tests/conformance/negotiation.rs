//! RFC 9110, sections 12.4.1, 12.4.2 and 12.5.3: which coding of a body a client gets, once all are
//! made and before.

use super::steps::{Fields, HIT, PLAIN, Row, check, get_with, long, row};

const PLAINLY: Fields = &[("status", "200"), ("content-encoding", ""), HIT];

/// One render, whose body has all of its codings after the second request, and one more request.
fn kept(section: &'static str, rule: &'static str, accept: Fields, expected: Fields) -> Row {
    let steps = vec![
        get_with(&[("accept-encoding", "br")], &[], 1),
        get_with(&[("accept-encoding", "br")], &[], 1),
        get_with(accept, expected, 1),
    ];
    row(section, rule, vec![long(&[PLAIN])], steps)
}

#[tokio::test(start_paused = true)]
async fn a_client_gets_the_coding_it_likes_best_of_those_that_are_kept() {
    check(vec![
        kept(
            "RFC 9110, 12.5.3",
            "the highest weight",
            &[("accept-encoding", "gzip;q=0.5, zstd;q=0.8, br;q=0.1")],
            &[("content-encoding", "zstd"), HIT],
        ),
        kept(
            "RFC 9110, 12.5.3",
            "identity where that is liked best",
            &[("accept-encoding", "br;q=0.5, identity")],
            PLAINLY,
        ),
        kept(
            "RFC 9110, 12.5.3",
            "stricter: identity for a client that says nothing, which rarely decodes",
            &[],
            PLAINLY,
        ),
        kept(
            "RFC 9110, 12.5.3",
            "identity for a client whose codings are none of ours",
            &[("accept-encoding", "deflate, compress;q=0.5")],
            PLAINLY,
        ),
        kept(
            "RFC 9110, 12.5.3",
            "an empty field wants no coding",
            &[("accept-encoding", "")],
            PLAINLY,
        ),
        kept(
            "RFC 9110, 12.5.3",
            "a coding of weight nought is not sent, whatever `*` says",
            &[("accept-encoding", "br;q=0, zstd;q=0, *")],
            &[("content-encoding", "gzip"), HIT],
        ),
        kept(
            "RFC 9110, 12.5.3",
            "identity is not sent where it is ruled out and a named coding is there",
            &[("accept-encoding", "identity;q=0, zstd")],
            &[("content-encoding", "zstd"), HIT],
        ),
        kept(
            "RFC 9110, 12.5.3",
            "ruled out by `*;q=0` as well",
            &[("accept-encoding", "*;q=0, gzip")],
            &[("content-encoding", "gzip"), HIT],
        ),
        kept(
            "RFC 9110, 12.5.3",
            "nor where nothing is named: then the coding that most clients decode",
            &[("accept-encoding", "identity;q=0")],
            &[("content-encoding", "gzip"), HIT],
        ),
        kept(
            "RFC 9110, 12.4.1",
            "where everything is ruled out the field is disregarded, with no 406",
            &[("accept-encoding", "*;q=0")],
            PLAINLY,
        ),
        kept(
            "RFC 9110, 12.4.1",
            "nor for codings that are not ours",
            &[("accept-encoding", "identity;q=0, deflate")],
            PLAINLY,
        ),
        kept(
            "RFC 9110, 12.4.2",
            "a weight that is none makes its member mean nothing",
            &[("accept-encoding", "br;q=9, gzip")],
            &[("content-encoding", "gzip"), HIT],
        ),
        kept(
            "RFC 9110, 5.3",
            "lines are one list",
            &[
                ("accept-encoding", "br;q=0.1"),
                ("accept-encoding", "zstd;q=0.9"),
            ],
            &[("content-encoding", "zstd"), HIT],
        ),
    ])
    .await;
}

#[tokio::test(start_paused = true)]
async fn before_a_coding_is_made_identity_is_sent_and_never_406() {
    let first = |section, rule, accept| {
        let plainly: Fields = &[("status", "200"), ("content-encoding", "")];
        let steps = vec![get_with(accept, plainly, 1)];
        row(section, rule, vec![long(&[PLAIN])], steps)
    };
    check(vec![
        first(
            "RFC 9110, 12.5.3",
            "identity is acceptable unless it is ruled out",
            &[("accept-encoding", "br")],
        ),
        first(
            "RFC 9110, 12.4.1",
            "ruled out, the field is disregarded: the coding comes with a later request",
            &[("accept-encoding", "br, identity;q=0")],
        ),
        first(
            "RFC 9110, 12.4.1",
            "by `*` as well",
            &[("accept-encoding", "gzip, *;q=0")],
        ),
    ])
    .await;
}
