//! RFC 9111, sections 4, 4.2.4, 4.3 and 4.4; RFC 5861; RFC 9211: what a running cache answers.

use super::{
    steps::{HIT, PLAIN, Step, check, get, get_with, long, row, send},
    support::{Render, page, page_with},
};
use http::Method;

#[tokio::test(start_paused = true)]
async fn a_stored_response_is_reused_as_section_4_says() {
    let vary = || page_with(PLAIN, &[("vary", "accept-encoding")]);
    check(vec![
        row(
            "RFC 9111, 4",
            "a fresh response satisfies the next request without a render",
            vec![page(PLAIN)],
            vec![
                get(
                    0,
                    &[
                        ("body", "<p>render 1</p>"),
                        ("cache-status", "sunup; fwd=…"),
                    ],
                    1,
                ),
                get(50, &[("body", "<p>render 1</p>"), HIT], 1),
            ],
        ),
        row(
            "RFC 9111, 4",
            "and so it does a HEAD, without content",
            vec![page(PLAIN)],
            vec![
                get(0, &[], 1),
                send(
                    Method::HEAD,
                    &[
                        ("status", "200"),
                        ("body", ""),
                        ("content-length", "15"),
                        HIT,
                    ],
                    1,
                ),
            ],
        ),
        row(
            "RFC 9111, 4.2",
            "a stale response that nothing allows is not used",
            vec![page(PLAIN)],
            vec![get(0, &[], 1), get(101, &[("body", "<p>render 2</p>")], 2)],
        ),
        row(
            "RFC 9111, 5.1",
            "Age is the time since the render",
            vec![page(PLAIN)],
            vec![get(0, &[("age", "0")], 1), get(42, &[("age", "42")], 1)],
        ),
        row(
            "RFC 9111, 4.2.3",
            "and what a cache behind says adds to it",
            vec![page_with(PLAIN, &[("age", "30")])],
            vec![
                get(0, &[], 1),
                get(42, &[("age", "72")], 1),
                get(40, &[], 2),
            ],
        ),
        row(
            "RFC 9111, 4.1",
            "Accept-Encoding makes no variants",
            vec![vary()],
            vec![
                get_with(&[("accept-encoding", "gzip")], &[], 1),
                get_with(&[("accept-encoding", "br")], &[HIT], 1),
            ],
        ),
        row(
            "RFC 9111, 5.2.1",
            "advisory: a reload forces no render",
            vec![page(PLAIN)],
            vec![
                get(0, &[], 1),
                get_with(
                    &[("cache-control", "no-cache"), ("pragma", "no-cache")],
                    &[HIT],
                    1,
                ),
                get_with(&[("cache-control", "max-age=0")], &[HIT], 1),
                get_with(&[("cache-control", "no-store")], &[HIT], 1),
            ],
        ),
        row(
            "RFC 9111, 5.2.1.7",
            "only-if-cached is 504 where nothing is stored",
            vec![page(PLAIN)],
            vec![
                get_with(
                    &[("cache-control", "only-if-cached")],
                    &[("status", "504")],
                    0,
                ),
                get(0, &[], 1),
                get_with(
                    &[("cache-control", "only-if-cached")],
                    &[("status", "200"), HIT],
                    1,
                ),
            ],
        ),
        row(
            "RFC 9111, 5.2.1.2",
            "stricter: max-stale gives nothing that the page does not allow",
            vec![page(PLAIN)],
            vec![
                get(0, &[], 1),
                Step {
                    after: 101,
                    ..get_with(
                        &[("cache-control", "max-stale=600")],
                        &[("body", "<p>render 2</p>")],
                        2,
                    )
                },
            ],
        ),
        row(
            "RFC 9111, 5.2.2.6",
            "no-transform: no coding is made",
            vec![long(&["public, s-maxage=100, no-transform"])],
            vec![
                get_with(&[("accept-encoding", "br")], &[], 1),
                get_with(&[("accept-encoding", "br")], &[HIT], 1),
                get_with(
                    &[("accept-encoding", "br")],
                    &[("content-encoding", ""), ("vary", ""), HIT],
                    1,
                ),
            ],
        ),
        row(
            "RFC 9111, 5.2.2.6",
            "on a line of its own as well, in any case",
            vec![long(&[PLAIN, "No-Transform"])],
            vec![
                get_with(&[("accept-encoding", "br")], &[], 1),
                get_with(&[("accept-encoding", "br")], &[HIT], 1),
                get_with(
                    &[("accept-encoding", "br")],
                    &[("content-encoding", ""), HIT],
                    1,
                ),
            ],
        ),
        row(
            "RFC 9111, 3.1",
            "fields of one connection are not stored, nor what Connection names",
            vec![page_with(
                PLAIN,
                &[
                    ("connection", "x-hop"),
                    ("x-hop", "1"),
                    ("proxy-authenticate", "Basic"),
                    ("x-kept", "1"),
                ],
            )],
            vec![
                get(0, &[], 1),
                get(
                    0,
                    &[
                        ("connection", ""),
                        ("x-hop", ""),
                        ("proxy-authenticate", ""),
                        ("x-kept", "1"),
                        HIT,
                    ],
                    1,
                ),
            ],
        ),
        row(
            "RFC 9111, 3.3",
            "a body that breaks off is not stored",
            vec![Render::Broken, page(PLAIN)],
            vec![
                send(Method::HEAD, &[("status", "500")], 1),
                get(0, &[("body", "<p>render 2</p>")], 2),
            ],
        ),
        row(
            "RFC 9213, 2.2",
            "fields for caches alone go on to those in front",
            vec![page_with(
                "public, max-age=0",
                &[
                    ("surrogate-control", "max-age=100"),
                    ("cdn-cache-control", "max-age=500"),
                ],
            )],
            vec![
                get(0, &[], 1),
                get(
                    50,
                    &[
                        ("cache-control", "public, max-age=0"),
                        ("surrogate-control", "max-age=100"),
                        ("cdn-cache-control", "max-age=500"),
                        HIT,
                    ],
                    1,
                ),
                get(51, &[], 2),
            ],
        ),
        row(
            "RFC 9211, 2",
            "what a cache behind said of its answer is not said again",
            vec![page_with(PLAIN, &[("cache-status", "behind; hit; ttl=9")])],
            vec![get(0, &[], 1), get(0, &[HIT], 1)],
        ),
        row(
            "RFC 9110, 14.2",
            "a Range is ignored",
            vec![page(PLAIN)],
            vec![
                get(0, &[], 1),
                get_with(
                    &[("range", "bytes=0-1")],
                    &[("status", "200"), ("content-length", "15")],
                    1,
                ),
            ],
        ),
    ])
    .await;
}

#[tokio::test(start_paused = true)]
async fn what_is_not_stored_is_rendered_each_time() {
    check(vec![
        row(
            "RFC 9111, 5.2.2.7",
            "private",
            vec![page("private, max-age=100")],
            vec![get(0, &[], 1), get(0, &[("body", "<p>render 2</p>")], 2)],
        ),
        row(
            "RFC 9111, 5.2.2.5",
            "no-store",
            vec![page("no-store, s-maxage=100")],
            vec![get(0, &[], 1), get(0, &[], 2)],
        ),
        row(
            "RFC 9111, 3",
            "a page that states nothing says so to every other cache",
            vec![Render::Page(200, vec![], "x".to_owned())],
            vec![
                get(0, &[("cache-control", "private, no-store")], 1),
                get(0, &[("cache-control", "private, no-store")], 2),
            ],
        ),
        row(
            "RFC 9110, 5.6.1",
            "so does one whose Cache-Control has no directive",
            vec![Render::Page(
                200,
                vec![("cache-control", " , ".to_owned())],
                "x".to_owned(),
            )],
            vec![
                get(0, &[("cache-control", "private, no-store")], 1),
                get(0, &[], 2),
            ],
        ),
        row(
            "RFC 9110, 9.3.1",
            "a GET with content is in no key: its answer is withheld from every cache",
            vec![page(PLAIN)],
            vec![
                get_with(
                    &[("content-length", "1")],
                    &[
                        ("cache-control", "private, no-store"),
                        ("cache-status", "sunup; fwd=bypass; detail=body"),
                    ],
                    1,
                ),
                get(0, &[("cache-control", PLAIN)], 2),
            ],
        ),
        row(
            "RFC 9110, 7.8",
            "so is one to a request for another protocol",
            vec![page(PLAIN)],
            vec![get_with(
                &[("upgrade", "websocket"), ("connection", "upgrade")],
                &[
                    ("cache-control", "private, no-store"),
                    ("cache-status", "sunup; fwd=bypass; detail=upgrade"),
                ],
                1,
            )],
        ),
        row(
            "RFC 9113, 3.1",
            "h2c is obsolete: the request is answered as if it had not asked",
            vec![page(PLAIN)],
            vec![
                get(0, &[], 1),
                get_with(&[("upgrade", "h2c"), ("connection", "upgrade")], &[HIT], 1),
            ],
        ),
        row(
            "RFC 9111, 7.3",
            "stricter: a cookie is withheld from every cache, though the page is public",
            vec![page_with(PLAIN, &[("set-cookie", "a=b")])],
            vec![
                get(
                    0,
                    &[
                        ("cache-control", "private, no-store"),
                        ("set-cookie", "a=b"),
                    ],
                    1,
                ),
                get(0, &[], 2),
            ],
        ),
        row(
            "RFC 9111, 3.5",
            "stricter: an answer to Authorization is withheld as well",
            vec![page(PLAIN)],
            vec![
                get_with(
                    &[("authorization", "x")],
                    &[
                        ("cache-control", "private, no-store"),
                        ("cache-status", "sunup; fwd=bypass; detail=authorization"),
                    ],
                    1,
                ),
                get(0, &[("cache-control", PLAIN)], 2),
                get_with(&[("authorization", "x")], &[("body", "<p>render 3</p>")], 3),
            ],
        ),
    ])
    .await;
}

#[tokio::test(start_paused = true)]
async fn stale_responses_are_served_as_rfc_5861_says() {
    const GRACE: &str = "max-age=0, must-revalidate, s-maxage=100, stale-while-revalidate=100";
    const ON_ERROR: &str = "s-maxage=100, stale-if-error=100";
    let failed = || Render::Page(500, vec![], "failed".to_owned());
    check(vec![
        row(
            "RFC 5861, 3",
            "stale at once, and refreshed behind",
            vec![page(GRACE)],
            vec![
                get(0, &[], 1),
                get(
                    120,
                    &[
                        ("body", "<p>render 1</p>"),
                        ("cache-status", "sunup; hit; ttl=-…"),
                    ],
                    2,
                ),
                get(0, &[("body", "<p>render 2</p>"), HIT], 2),
            ],
        ),
        row(
            "RFC 5861, 3",
            "not beyond its period",
            vec![page(GRACE)],
            vec![get(0, &[], 1), get(201, &[("body", "<p>render 2</p>")], 2)],
        ),
        row(
            "RFC 9111, 5.2.2.8",
            "not where proxy-revalidate forbids it",
            vec![page(
                "s-maxage=100, proxy-revalidate, stale-while-revalidate=100",
            )],
            vec![get(0, &[], 1), get(120, &[("body", "<p>render 2</p>")], 2)],
        ),
        row(
            "RFC 5861, 4",
            "where the render fails",
            vec![page(ON_ERROR), failed()],
            vec![
                get(0, &[], 1),
                get(120, &[("status", "200"), ("body", "<p>render 1</p>")], 2),
            ],
        ),
        row(
            "RFC 5861, 4",
            "not beyond its period",
            vec![page(ON_ERROR), failed()],
            vec![get(0, &[], 1), get(201, &[("status", "500")], 2)],
        ),
        row(
            "RFC 9111, 4.2.4",
            "nor where nothing allows it",
            vec![page(PLAIN), failed()],
            vec![get(0, &[], 1), get(101, &[("status", "500")], 2)],
        ),
    ])
    .await;
}

#[tokio::test(start_paused = true)]
async fn an_unsafe_method_invalidates_as_section_4_4_says() {
    let refused = || Render::Page(422, vec![], "no".to_owned());
    check(vec![
        row(
            "RFC 9111, 4.4",
            "after a change that succeeded nothing stored for its target is used",
            vec![page(PLAIN)],
            vec![
                get(0, &[], 1),
                send(Method::POST, &[("cache-status", "sunup; fwd=method…")], 2),
                get(0, &[("body", "<p>render 3</p>")], 3),
            ],
        ),
        row(
            "RFC 9111, 4.4",
            "after one that failed it is",
            vec![page(PLAIN), refused()],
            vec![
                get(0, &[], 1),
                send(Method::DELETE, &[("status", "422")], 2),
                get(0, &[("body", "<p>render 1</p>"), HIT], 2),
            ],
        ),
        row(
            "RFC 9111, 4.4",
            "a redirect is success",
            vec![
                page(PLAIN),
                Render::Page(303, vec![("location", "/b".to_owned())], String::new()),
                page(PLAIN),
            ],
            vec![
                get(0, &[], 1),
                send(Method::PUT, &[("status", "303")], 2),
                get(0, &[("body", "<p>render 3</p>")], 3),
            ],
        ),
        row(
            "RFC 9111, 4.4",
            "a method that nobody knows may change something",
            vec![page(PLAIN)],
            vec![
                get(0, &[], 1),
                send(
                    Method::from_bytes(b"get").expect("a token"),
                    &[("cache-status", "sunup; fwd=method…")],
                    2,
                ),
                get(0, &[("body", "<p>render 3</p>")], 3),
            ],
        ),
        row(
            "RFC 9110, 9.2.1",
            "a safe method changes nothing",
            vec![page(PLAIN)],
            vec![
                get(0, &[], 1),
                send(Method::OPTIONS, &[], 2),
                get(0, &[("body", "<p>render 1</p>"), HIT], 2),
            ],
        ),
    ])
    .await;
}
