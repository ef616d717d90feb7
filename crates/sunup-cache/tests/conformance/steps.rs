//! A row of a table whose answers follow one another: the pages that renders give, and the requests.
//! Lifetimes are shortened by a tenth at most, so that the ages in rows keep away from the ends.

use super::support::{Answer, Render, Site};
use http::{Method, Request};

pub(super) struct Step {
    /// Seconds that pass before.
    pub(super) after: u64,
    pub(super) method: Method,
    pub(super) fields: &'static [(&'static str, &'static str)],
    pub(super) expected: &'static [(&'static str, &'static str)],
    /// Renders so far, those behind this answer included.
    pub(super) renders: usize,
}

pub(super) type Fields = &'static [(&'static str, &'static str)];

pub(super) fn get(after: u64, expected: Fields, renders: usize) -> Step {
    Step {
        after,
        method: Method::GET,
        fields: &[],
        expected,
        renders,
    }
}

pub(super) fn get_with(fields: Fields, expected: Fields, renders: usize) -> Step {
    Step {
        fields,
        ..get(0, expected, renders)
    }
}

pub(super) fn send(method: Method, expected: Fields, renders: usize) -> Step {
    Step {
        method,
        ..get(0, expected, renders)
    }
}

pub(super) fn send_with(method: Method, fields: Fields, expected: Fields, renders: usize) -> Step {
    Step {
        fields,
        ..send(method, expected, renders)
    }
}

pub(super) struct Row {
    section: &'static str,
    rule: &'static str,
    pages: Vec<Render>,
    steps: Vec<Step>,
}

pub(super) fn row(
    section: &'static str,
    rule: &'static str,
    pages: Vec<Render>,
    steps: Vec<Step>,
) -> Row {
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

pub(super) async fn check(rows: Vec<Row>) {
    let mut failures = Vec::new();
    for row in &rows {
        failures.extend(failure(row).await);
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

pub(super) const PLAIN: &str = "public, s-maxage=100";
pub(super) const HIT: (&str, &str) = ("cache-status", "sunup; hit; ttl=…");

/// A page of these lines of `Cache-Control` that is long enough to be compressed.
pub(super) fn long(controls: &[&str]) -> Render {
    let mut fields = vec![("content-type", "text/html".to_owned())];
    let controls = controls.iter();
    fields.extend(controls.map(|control| ("cache-control", (*control).to_owned())));
    Render::Page(200, fields, "<p>one page of many words</p>".repeat(50))
}
