//! The rules, one row each, named by the section that states them: what is stored, which stored
//! response is used, how long, and what the cache says of it.
//!
//! A row that is stricter than its section says so, and so does one where a directive is advisory.

mod age;
mod conditions;
mod freshness;
mod hosts;
mod lifetime;
mod negotiation;
mod requests;
mod serving;
mod status;
mod steps;
mod storing;
#[path = "../support/mod.rs"]
mod support;
mod targeted;
mod vary;

use http::{HeaderMap, HeaderName, HeaderValue};

/// Headers from pairs; a name may come again.
fn headers(fields: &[(&str, &str)]) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for (name, value) in fields {
        let name = HeaderName::from_bytes(name.as_bytes()).expect("a field name");
        let value = HeaderValue::from_bytes(value.as_bytes()).expect("a field value");
        headers.append(name, value);
    }
    headers
}

/// Runs every row and names all that fail, not only the first.
fn check<R>(rows: &[(&str, &str, R)], failure: impl Fn(&R) -> Option<String>) {
    let failures: Vec<String> = rows
        .iter()
        .filter_map(|(section, rule, row)| {
            failure(row).map(|why| format!("{section}: {rule}\n    {why}"))
        })
        .collect();
    assert!(
        !rows.is_empty() && failures.is_empty(),
        "\n{}",
        failures.join("\n")
    );
}
