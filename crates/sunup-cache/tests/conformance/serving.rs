//! RFC 9111, sections 4, 4.2.4, 4.3 and 4.4; RFC 5861; RFC 9211: what a running cache answers.
//!
//! A row is a page and the requests that follow one another. Lifetimes are shortened by a tenth at
//! most, so that the ages here keep away from the ends.

use super::support::{Answer, Render, Site, page, page_with};
use http::{Method, Request};

struct Step {
    /// Seconds that pass before.
    after: u64,
    method: Method,
    fields: &'static [(&'static str, &'static str)],
    expected: &'static [(&'static str, &'static str)],
    /// Renders so far, those behind this answer included.
    renders: usize,
}

type Fields = &'static [(&'static str, &'static str)];

fn get(after: u64, expected: Fields, renders: usize) -> Step {
    Step {
        after,
        method: Method::GET,
        fields: &[],
        expected,
        renders,
    }
}

fn get_with(fields: Fields, expected: Fields, renders: usize) -> Step {
    Step {
        fields,
        ..get(0, expected, renders)
    }
}

fn send(method: Method, expected: Fields, renders: usize) -> Step {
    Step {
        method,
        ..get(0, expected, renders)
    }
}

struct Row {
    section: &'static str,
    rule: &'static str,
    pages: Vec<Render>,
    steps: Vec<Step>,
}

fn row(section: &'static str, rule: &'static str, pages: Vec<Render>, steps: Vec<Step>) -> Row {
    Row {
        section,
        rule,
        pages,
        steps,
    }
}

/// `status` and `body` stand for those; every other name is a field, and absent when empty. A value
/// that ends with `…` is the beginning.
fn mismatch(answer: &Answer, expected: Fields) -> Option<String> {
    expected.iter().find_map(|(name, expected)| {
        let found = match *name {
            "status" => answer.status.to_string(),
            "body" => answer.text().to_owned(),
            "cache-status" => answer.cache().to_owned(),
            name => answer.field(name).to_owned(),
        };
        let matches = match expected.strip_suffix('…') {
            Some(beginning) => found.starts_with(beginning),
            None => found == *expected,
        };
        (!matches).then(|| format!("{name} is {found:?} instead of {expected:?}"))
    })
}

async fn failure(row: &Row) -> Option<String> {
    let mut pages = row.pages.iter().rev().cloned();
    let site = Site::new(pages.next().expect("a page"));
    for page in row.pages.iter().take(row.pages.len() - 1) {
        site.stub.next(page.clone());
    }
    for (number, step) in row.steps.iter().enumerate() {
        site.pass(step.after);
        let mut request = Request::builder().method(step.method.clone()).uri("/a");
        for (name, value) in step.fields {
            request = request.header(*name, *value);
        }
        let answer = site.send(request).await;
        site.settle().await;
        let renders = site.stub.renders();
        let counted = (renders != step.renders).then(|| format!("{renders} renders"));
        if let Some(why) = mismatch(&answer, step.expected).or(counted) {
            let Row { section, rule, .. } = row;
            return Some(format!("{section}: {rule}\n    step {}: {why}", number + 1));
        }
    }
    None
}

async fn check(rows: Vec<Row>) {
    let mut failures = Vec::new();
    for row in &rows {
        failures.extend(failure(row).await);
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

const PLAIN: &str = "public, s-maxage=100";
const HIT: (&str, &str) = ("cache-status", "sunup; hit; ttl=…");

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
